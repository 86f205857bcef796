"""Putting generated courses away, and taking them up again."""

from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import GenerationUnderWay, TooManyCourses
from domains.courses.events import CourseArchived
from domains.courses.models import GeneratedCourseStatus
from domains.courses.rules.limits import MOST_ACTIVE_COURSES
from domains.courses.services.generation.locks import PATH, held_generation, locked_own_course
from domains.courses.services.news import tell_course, tell_end_of_enrollment
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def archive_course(*, viewer: Viewer, course_id: UUID) -> models.GeneratedCourse:
    """Put a generated course away. Putting it away twice changes nothing.

    Raises:
        Unauthenticated, NotFound, GenerationUnderWay: it is still being made.
    """
    course = locked_own_course(viewer, course_id)
    if course.status == GeneratedCourseStatus.ARCHIVED:
        return course
    generation = held_generation(course.pk)
    if generation is not None and generation.status in models.OPEN_GENERATIONS:
        raise GenerationUnderWay("It is being generated: archive it once that has ended.", path=PATH)
    _set(course, GeneratedCourseStatus.ARCHIVED)
    # Who listened because they saw its card does so no longer.
    tell_end_of_enrollment(course.pk)
    emit(CourseArchived(course_id=course.pk, user_id=course.user_id))
    return course


@transaction.atomic
def restore_course(*, viewer: Viewer, course_id: UUID) -> models.GeneratedCourse:
    """Take a course up again that was put away; one that was completed is completed. Else nothing changes.

    Raises:
        Unauthenticated, NotFound, TooManyCourses
    """
    course = locked_own_course(viewer, course_id)
    if course.status != GeneratedCourseStatus.ARCHIVED:
        return course
    if course.completion_date is not None:
        _set(course, GeneratedCourseStatus.COMPLETED)
        return course
    require_room(course.user_id)
    _set(course, GeneratedCourseStatus.ACTIVE)
    return course


def require_room(user_id: UUID) -> None:
    """Refuse one more course, for a learner who is locked.

    Raises:
        TooManyCourses
    """
    active = models.GeneratedCourse.objects.filter(user=user_id, status=GeneratedCourseStatus.ACTIVE)
    if active.count() >= MOST_ACTIVE_COURSES:
        raise TooManyCourses


def _set(course: models.GeneratedCourse, status: GeneratedCourseStatus) -> None:
    course.status = status
    course.save(update_fields=["status", "updated_at"])
    tell_course(course.pk)
