"""How far learners are in taught courses: it follows from the lessons that they completed."""

from typing import Any
from uuid import UUID

from django.db.models import Count, FloatField, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce

from domains.courses import models
from domains.courses.events import CourseCompleted
from domains.courses.services.news import tell_course, tell_enrollment
from domains.courses.services.totals import recount
from domains.kit import clock
from domains.kit.counts import derived, hold
from domains.kit.events import emit

WHOLE = 100.0


@derived(models.CourseEnrollment, "progress_percentage")
def share_completed() -> Any:
    """Return how much of a course's mandatory lessons its learner completed, 0 to 100."""
    mandatory = models.Lesson.objects.filter(course=OuterRef("course"), is_mandatory=True)
    total = mandatory.order_by().values("course").annotate(number=Count("pk")).values("number")
    completed = models.LessonCompletion.objects.filter(
        student=OuterRef("student"), lesson__course=OuterRef("course"), lesson__is_mandatory=True
    )
    done = completed.order_by().values("student").annotate(number=Count("pk")).values("number")
    share = Cast(Subquery(done), FloatField()) * WHOLE / Cast(Subquery(total), FloatField())
    return Coalesce(share, 0.0)


def follow(enrollment: models.CourseEnrollment) -> None:
    """Let the progress of an enrolment, which is locked, follow what was completed; the last lesson completes it."""
    rows = models.CourseEnrollment.objects.filter(pk=enrollment.pk)
    rows.update(progress_percentage=share_completed(), last_accessed=clock.now())
    enrollment.refresh_from_db(fields=["progress_percentage", "last_accessed"])
    if enrollment.progress_percentage == WHOLE and not enrollment.completed:
        _complete(enrollment)
    tell_enrollment(enrollment)


def follow_lessons(course_id: UUID) -> None:
    """Let the progress of all who take a course, which is locked, follow a change of which lessons are mandatory."""
    enrolled = models.CourseEnrollment.objects.filter(course=course_id).order_by("pk")
    hold(enrolled)
    enrolled.order_by().update(progress_percentage=share_completed())
    tell_course(course_id)
    whole = enrolled.select_related("course").filter(progress_percentage=WHOLE, completed=False)
    for enrollment in whole.order_by("student"):
        _complete(enrollment)
        tell_enrollment(enrollment)
        recount(enrollment.student_id, has_learned=False)


def _complete(enrollment: models.CourseEnrollment) -> None:
    enrollment.completed, enrollment.completion_date = True, clock.now()
    enrollment.save(update_fields=["completed", "completion_date"])
    emit(
        CourseCompleted(
            course_id=enrollment.course_id,
            course_type="TaughtCourse",
            user_id=enrollment.student_id,
            teocoin_reward=enrollment.course.teocoin_reward,
        )
    )
