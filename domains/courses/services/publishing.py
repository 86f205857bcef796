"""Letting learners into taught courses, and letting nobody new in."""

from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import CourseHasNoLessons, TeacherNotApproved
from domains.courses.events import CoursePublished
from domains.courses.services.news import tell_course, tell_end_of_enrollment
from domains.courses.services.owning import own_course
from domains.kit import clock
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def publish_course(*, viewer: Viewer, course_id: UUID) -> models.TaughtCourse:
    """Let learners in. Publishing twice changes nothing.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, TeacherNotApproved, CourseHasNoLessons
    """
    course = own_course(viewer, course_id)
    if course.is_published:
        return course
    if not viewer.is_staff and not course.teacher.is_approved:
        raise TeacherNotApproved
    if not course.lessons.filter(is_mandatory=True).exists():
        raise CourseHasNoLessons(path=["input", "courseId"])
    is_first = course.published_at is None
    course.is_published, course.published_at = True, course.published_at or clock.now()
    course.save(update_fields=["is_published", "published_at", "updated_at"])
    tell_course(course.pk)
    if is_first:
        emit(CoursePublished(course_id=course.pk, user_id=course.teacher_id))
    return course


@transaction.atomic
def unpublish_course(*, viewer: Viewer, course_id: UUID) -> models.TaughtCourse:
    """Let nobody new in; who is enrolled goes on. Doing so twice changes nothing.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden
    """
    course = own_course(viewer, course_id)
    if course.is_published:
        course.is_published = False
        course.save(update_fields=["is_published", "updated_at"])
        tell_course(course.pk)
        # Who listened because everybody might does so no longer.
        tell_end_of_enrollment(course.pk)
    return course
