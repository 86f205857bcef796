"""Somebody leaves: their seats are free, their views count no longer, and so do the courses that they taught."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from domains.courses import models
from domains.courses.services.totals import recount


@transaction.atomic
def forget_person(*, user_id: UUID) -> None:
    """Take a person's enrolments and views away, and what they taught, with what others have of it."""
    # What they take and what they teach together: two who take each other's courses do not wait for each other.
    _lock(models.TaughtCourse.objects.filter(Q(enrollments__student=user_id) | Q(teacher=user_id)))
    _free_seats(user_id)
    _uncount_views(user_id)
    _end_teaching(user_id)


def _free_seats(user_id: UUID) -> None:
    own = models.CourseEnrollment.objects.filter(student=user_id)
    rows = models.TaughtCourse.objects.filter(pk__in=own.values("course"))
    rows.update(enrollment_count=F("enrollment_count") - 1)
    own.delete()


def _uncount_views(user_id: UUID) -> None:
    # One a day: somebody may have looked at a course more than once.
    for view in models.CourseView.objects.filter(user=user_id).order_by("course"):
        models.Course.objects.filter(pk=view.course_id).update(view_count=F("view_count") - 1)
    models.CourseView.objects.filter(user=user_id).delete()


def _end_teaching(user_id: UUID) -> None:
    """Delete what they taught; what learners have done there goes with it, and out of their totals."""
    taught = models.TaughtCourse.objects.filter(teacher=user_id)
    keys = list(taught.values_list("pk", flat=True))
    learners = set(models.CourseEnrollment.objects.filter(course__in=keys).values_list("student", flat=True))
    done = models.LessonCompletion.objects.filter(lesson__course__in=keys)
    tried = models.ExerciseSubmission.objects.filter(exercise__lesson__course__in=keys)
    learners |= {*done.values_list("student", flat=True), *tried.values_list("student", flat=True)}
    taught.delete()
    for learner in sorted(learners - {user_id}):
        recount(learner, has_learned=False)


def _lock(rows: Any) -> None:
    """Hold the rows, in the order of their keys: two people who leave at once do not wait for each other."""
    held = models.TaughtCourse.objects.filter(pk__in=rows.values("pk")).order_by("pk").only("teacher_id")
    list(held.select_for_update(no_key=True, of=("self",)))
