"""Completing lessons."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef

from domains.courses import models
from domains.courses.events import LessonCompleted
from domains.courses.rules.answers import checked_minutes
from domains.courses.services.locks import lesson_in_locked_course, locked_enrollment
from domains.courses.services.news import tell_lesson_completion
from domains.courses.services.progress import follow
from domains.courses.services.totals import MeanOfArrays, best_scores, recount
from domains.kit.counts import derived
from domains.kit.errors import validate
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def complete_lesson(
    *, viewer: Viewer, lesson_id: UUID, time_spent_minutes: int | None = None, notes: str | None = None
) -> models.LessonCompletion:
    """Say that a lesson is done. Said again, only how long it took and the notes change.

    Raises:
        Unauthenticated, NotFound, NotEnrolled, Invalid, Refusals
    """
    user_id = viewer.require_account()
    values = _checked(time_spent_minutes, notes)
    lesson = lesson_in_locked_course(viewer, lesson_id)
    enrollment = locked_enrollment(user_id, lesson.course_id)
    completion, is_new = models.LessonCompletion.objects.get_or_create(
        student_id=user_id, lesson=lesson, defaults=values
    )
    if is_new:
        follow_score(user_id, lesson.pk)
        _celebrate(completion, lesson)
        follow(enrollment)
        recount(user_id)
    elif values:
        models.LessonCompletion.objects.filter(pk=completion.pk).update(**values)
    return completion


def follow_score(user_id: UUID, lesson_id: UUID) -> None:
    """Let the score of a lesson that was completed follow how its exercises were graded."""
    completed = models.LessonCompletion.objects.filter(student=user_id, lesson=lesson_id)
    completed.update(score=score_of_lesson())


@derived(models.LessonCompletion, "score")
def score_of_lesson() -> Any:
    """Return the mean of a lesson's graded exercises in percent, each by its best attempt; null without any."""
    graded = models.ExerciseSubmission.objects.filter(student=OuterRef("student"), score__isnull=False)
    return MeanOfArrays(best_scores(graded.filter(exercise__lesson=OuterRef("lesson"))))


def _checked(minutes: int | None, notes: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if minutes is not None:
        values["time_spent_minutes"] = checked_minutes(minutes)
    if notes is not None:
        validate(models.LessonCompletion(notes=notes), only=["notes"])
        values["notes"] = notes
    return values


def _celebrate(completion: models.LessonCompletion, lesson: models.Lesson) -> None:
    tell_lesson_completion(lesson.course_id, completion)
    emit(
        LessonCompleted(
            lesson_id=lesson.pk,
            course_id=lesson.course_id,
            user_id=completion.student_id,
            teocoin_reward=lesson.teocoin_reward,
        )
    )
