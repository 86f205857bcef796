"""The rows that are held while a course is asked for, made, or put away: the learner, the course, its generation."""

from collections.abc import Iterable
from uuid import UUID

from domains.courses import models
from domains.courses.services.locks import held_account
from domains.courses.services.own_courses import held_course
from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer

PATH = ("input", "courseId")


def locked_own_course(viewer: Viewer, course_id: UUID, *, path: Iterable[str] = PATH) -> models.GeneratedCourse:
    """Return a generated course of the viewer's own, locked behind their account.

    Raises:
        Unauthenticated, NotFound
    """
    learner = held_account(viewer)
    course = held_course(course_id)
    if course is None or course.user_id != learner.pk:
        raise NotFound("There is no such course of yours.", path=path)
    return course


def held_generation(course_id: UUID) -> models.CourseGeneration | None:
    """Return how the generation of a course is, locked behind the course; nothing where nobody asked for it."""
    return models.CourseGeneration.objects.select_for_update(no_key=True).filter(course=course_id).first()
