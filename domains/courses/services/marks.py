"""Keeping courses of either kind for later, and looking at them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from domains.courses import models
from domains.courses.events import CourseSaved, CourseViewed
from domains.kit import clock
from domains.kit.errors import NotFound
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def save_course(*, viewer: Viewer, course_id: UUID) -> models.Course:
    """Keep a course for later. Keeping it twice changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    course = _seen(viewer, course_id)
    _, is_new = models.CourseSave.objects.get_or_create(course_id=course.pk, user_id=user_id)
    if is_new:
        emit(CourseSaved(course_id=course.pk, user_id=user_id))
    return course


@transaction.atomic
def unsave_course(*, viewer: Viewer, course_id: UUID) -> models.Course:
    """Keep a course no longer. Not keeping it changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    course = _seen(viewer, course_id)
    models.CourseSave.objects.filter(course=course.pk, user=user_id).delete()
    return course


@transaction.atomic
def record_course_view(*, viewer: Viewer, course_id: UUID) -> models.Course:
    """Remember that somebody looked at a course today. Who has not signed in does not count.

    Raises:
        NotFound
    """
    course = _seen(viewer, course_id)
    view: dict[str, Any] = {"course_id": course.pk, "user_id": viewer.user_id, "day": clock.now().date()}
    # Most look again and again: those wait for nobody.
    if viewer.user_id is None or models.CourseView.objects.filter(**view).exists():
        return course
    _, is_new = models.CourseView.objects.get_or_create(**view)
    if is_new:
        models.Course.objects.filter(pk=course.pk).update(view_count=F("view_count") + 1)
        emit(CourseViewed(course_id=course.pk, user_id=viewer.user_id))
    return course


def _seen(viewer: Viewer, course_id: UUID) -> models.Course:
    course: models.Course | None = models.Course.objects.visible_to(viewer).filter(pk=course_id).first()
    if course is None:
        raise NotFound("There is no such course.", path=["input", "courseId"])
    return course
