"""Taking a taught course, and taking it no longer: seats are counted under the lock of the course."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from domains.courses import models
from domains.courses.errors import (
    AlreadyEnrolled,
    CourseFull,
    CourseIsCompleted,
    CourseNotPublished,
    OwnCourse,
    PrerequisitesMissing,
)
from domains.courses.events import CourseLeft, CourseStarted
from domains.courses.services.locks import locked_course, locked_enrollment
from domains.courses.services.news import tell_course, tell_end_of_enrollment
from domains.courses.services.progress import follow
from domains.courses.services.totals import recount
from domains.kit.errors import Forbidden
from domains.kit.events import emit
from domains.kit.viewer import Viewer, ViewerKind

PATH = ("input", "courseId")


@transaction.atomic
def enroll(*, viewer: Viewer, course_id: UUID) -> models.CourseEnrollment:
    """Take a taught course.

    Raises:
        Unauthenticated, Forbidden, NotFound, AlreadyEnrolled, OwnCourse, CourseNotPublished, PrerequisitesMissing,
        CourseFull
    """
    user_id = viewer.require_account()
    if viewer.kind is ViewerKind.SERVICE:
        raise Forbidden("A service learns nothing.", path=PATH)
    course = locked_course(viewer, course_id)
    _require_open(viewer, course)
    enrollment = models.CourseEnrollment.objects.create(course=course, student_id=user_id)
    _count(course, +1)
    emit(CourseStarted(course_id=course.pk, course_type="TaughtCourse", user_id=user_id))
    # Who comes back finds what they completed before.
    follow(enrollment)
    recount(user_id, has_learned=False)
    return enrollment


@transaction.atomic
def leave_course(*, viewer: Viewer, course_id: UUID) -> models.TaughtCourse:
    """Take a course no longer: the seat is free, and what was done is kept for who comes back.

    Raises:
        Unauthenticated, NotFound, NotEnrolled, CourseIsCompleted
    """
    user_id = viewer.require_account()
    course = locked_course(viewer, course_id)
    enrollment = locked_enrollment(user_id, course.pk)
    if enrollment.completed:
        raise CourseIsCompleted(path=PATH)
    enrollment.delete()
    _count(course, -1)
    tell_end_of_enrollment(course.pk)
    tell_course(course.pk)
    emit(CourseLeft(course_id=course.pk, user_id=user_id))
    recount(user_id, has_learned=False)
    return course


def _require_open(viewer: Viewer, course: models.TaughtCourse) -> None:
    """Refuse who may not enrol in the course, which is locked."""
    user_id = viewer.require_account()
    if course.teacher_id == user_id:
        raise OwnCourse(path=PATH)
    if models.CourseEnrollment.objects.filter(course=course, student=user_id).exists():
        raise AlreadyEnrolled(path=PATH)
    if not course.is_published:
        raise CourseNotPublished(path=PATH)
    completed = models.CourseEnrollment.objects.filter(student=user_id, completed=True)
    # What was taken back meanwhile, or is not seen, nobody can complete.
    seen = models.TaughtCourse.objects.visible_to(viewer).filter(is_published=True, prerequisite_of=course.pk)
    missing = seen.exclude(pk__in=completed.values("course")).order_by("title")
    if titles := list(missing.values_list("title", flat=True)):
        raise PrerequisitesMissing(f"Complete these first: {', '.join(titles)}.", path=PATH)
    if course.max_enrollments is not None and course.enrollment_count >= course.max_enrollments:
        raise CourseFull(path=PATH)


def _count(course: models.TaughtCourse, change: int) -> None:
    rows = models.TaughtCourse.objects.filter(pk=course.pk)
    rows.update(enrollment_count=F("enrollment_count") + change)
