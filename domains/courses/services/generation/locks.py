"""The rows that are held while a course is asked for, made, or put away: the learner, the course, its generation."""

from collections.abc import Iterable
from uuid import UUID

from domains.courses import models
from domains.courses.services.locks import held_account, held_person
from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer

PATH = ("input", "courseId")


def held_course(course_id: UUID) -> models.GeneratedCourse | None:
    """Return a generated course, whosever it is, locked behind its learner; nothing if it is gone."""
    rows = models.GeneratedCourse.objects.filter(pk=course_id)
    learner = rows.values_list("user_id", flat=True).first()
    if learner is None or held_person(learner) is None:
        return None
    course: models.GeneratedCourse | None = rows.select_for_update(no_key=True, of=("self",)).first()
    return course


def locked_own_course(viewer: Viewer, course_id: UUID, *, path: Iterable[str] = PATH) -> models.GeneratedCourse:
    """Return a generated course of the viewer's own, locked behind their account.

    Raises:
        Unauthenticated, NotFound
    """
    learner = held_account(viewer)
    # Asked first: who held somebody else's account too could be held up by them, and they by that.
    is_own = models.GeneratedCourse.objects.filter(pk=course_id, user=learner).exists()
    course = held_course(course_id) if is_own else None
    if course is None:
        raise NotFound("There is no such course of yours.", path=path)
    return course


def held_generation(course_id: UUID) -> models.CourseGeneration | None:
    """Return how the generation of a course is, locked behind the course; nothing where nobody asked for it."""
    return models.CourseGeneration.objects.select_for_update(no_key=True).filter(course=course_id).first()
