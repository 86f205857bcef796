"""Somebody leaves: their seats are free, their views count no longer, and so do the courses that they taught."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from domains.courses import models
from domains.courses.services.totals import recount
from domains.kit.counts import hold, uncount


@transaction.atomic
def forget_person(*, user_id: UUID) -> None:
    """Take a person's enrolments and views away, and what they taught, with what others have of it."""
    # What they take and what they teach together: two who take each other's courses do not wait for each other.
    theirs = models.TaughtCourse.objects.filter(Q(enrollments__student=user_id) | Q(teacher=user_id))
    hold(models.TaughtCourse.objects.filter(pk__in=theirs.values("pk")))
    uncount(models.TaughtCourse, "enrollment_count", models.CourseEnrollment.objects.filter(student=user_id))
    uncount(models.Course, "view_count", models.CourseView.objects.filter(user=user_id))
    _end_teaching(user_id)


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
