"""How far somebody has come, summed up: counted anew from the rows, so that it is never wrong by one."""

from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FloatField, Func, Max, OuterRef
from django.db.models.functions import Cast, Coalesce

from domains.courses import models
from domains.courses.models import CodingProgressStatus, GeneratedCourseStatus, GenerationStatus
from domains.kit import clock
from domains.kit.counts import derived, number_of
from domains.users.models import UserProgress

GENERATED = models.GeneratedCourse.objects.filter(generation__status=GenerationStatus.COMPLETE)


class MeanOfArrays(Func):
    """The mean of the numbers of several arrays; null without any."""

    template = "(SELECT avg(each) FROM unnest(%(expressions)s) AS each)"
    arg_joiner = " || "
    output_field = FloatField()


def recount(user_id: UUID, *, has_learned: bool = True) -> None:
    """Let a person's totals follow their rows, in the caller's transaction, as the last thing that it locks.

    Args:
        user_id: whose.
        has_learned: whether they did something just now that makes a day one of learning.
    """
    progress, _ = UserProgress.objects.select_for_update(no_key=True).get_or_create(user_id=user_id)
    values: dict[str, Any] = {
        "total_courses_enrolled": courses_enrolled(),
        "total_courses_completed": courses_completed(),
        "total_lessons_completed": lessons_completed(),
        "total_exercises_completed": exercises_completed(),
        "average_score": average_score(),
        "updated_at": clock.now(),
    }
    if has_learned:
        values |= {"streak_days": _streak(progress), "last_activity_date": clock.now()}
    UserProgress.objects.filter(pk=progress.pk).update(**values)


@derived(UserProgress, "total_courses_enrolled")
def courses_enrolled() -> Any:
    """Return how many courses somebody takes: enrolments, and generated courses that are whole."""
    return _number(models.CourseEnrollment.objects.all(), "student") + _number(GENERATED, "user")


@derived(UserProgress, "total_courses_completed")
def courses_completed() -> Any:
    """Return how many of those are completed; one that was put away afterwards still is."""
    enrolled = models.CourseEnrollment.objects.filter(completed=True)
    generated = GENERATED.filter(completion_date__isnull=False).exclude(status=GeneratedCourseStatus.ACTIVE)
    return _number(enrolled, "student") + _number(generated, "user")


@derived(UserProgress, "total_lessons_completed")
def lessons_completed() -> Any:
    """Return how many lessons and modules somebody completed."""
    lessons, modules = models.LessonCompletion.objects.all(), models.ModuleCompletion.objects.all()
    return _number(lessons, "student") + _number(modules, "user")


@derived(UserProgress, "total_exercises_completed")
def exercises_completed() -> Any:
    """Return how many exercises of either kind somebody passed."""
    lesson = models.ExerciseSubmission.objects.filter(passed_at__isnull=False)
    coding = models.CodingProgress.objects.filter(status=CodingProgressStatus.PASSED)
    return _number(lesson, "student", "exercise") + _number(coding, "user", "exercise")


@derived(UserProgress, "average_score")
def average_score() -> Any:
    """Return the mean of the best graded score of each exercise, in percent; 0 without any."""
    lesson = models.ExerciseSubmission.objects.filter(student=OuterRef("user"), score__isnull=False)
    coding = models.CodingProgress.objects.filter(user=OuterRef("user"), score__isnull=False)
    scores = ArraySubquery(coding.order_by("exercise").values_list(Cast("score", FloatField())))
    return Coalesce(MeanOfArrays(best_scores(lesson), scores), 0.0)


def best_scores(graded: Any) -> ArraySubquery:
    """Return the best score of each exercise among attempts that were graded, in percent.

    In an order: sums of fractions depend on it.
    """
    best = Max(F("score") * 100.0 / F("max_score"), output_field=FloatField())
    return ArraySubquery(graded.order_by("exercise").values("exercise").annotate(best=best).values("best"))


def _number(rows: Any, owner: str, counted: str = "pk") -> Any:
    """Return how many different ones of these are of the person in the outer row."""
    return number_of(rows.filter(**{owner: OuterRef("user")}), owner, counted=counted)


def _streak(progress: UserProgress) -> int:
    """Return how many days in a row something was learned, today among them."""
    if progress.last_activity_date is None:
        return 1
    days = (clock.now().date() - progress.last_activity_date.date()).days
    if days <= 0:
        return max(progress.streak_days, 1)
    return progress.streak_days + 1 if days == 1 else 1
