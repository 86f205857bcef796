"""Attempts at exercises of lessons: begun, handed in, and closed where their time ran out."""

from typing import Any
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import AttemptsUsedUp, ExerciseNotStarted, TimeLimitExceeded
from domains.courses.events import ExerciseSubmitted
from domains.courses.models import LessonExerciseType
from domains.courses.rules import submissions as rules
from domains.courses.rules.grading import has_run_out
from domains.courses.rules.tasks import kinds_accepted
from domains.courses.services.completing import follow_score
from domains.courses.services.grading import grade
from domains.courses.services.locks import exercise_in_locked_course, locked_enrollment
from domains.courses.services.news import tell_submission
from domains.courses.services.totals import recount
from domains.kit import clock, ids
from domains.kit.errors import Refusal
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.users.services import take_upload


def start_lesson_exercise(*, viewer: Viewer, exercise_id: UUID) -> models.ExerciseSubmission:
    """Begin an attempt, which is told. Who has begun one goes on with it.

    Raises:
        Unauthenticated, NotFound, NotEnrolled, AttemptsUsedUp
    """
    user_id = viewer.require_account()
    with transaction.atomic():
        exercise = _held(viewer, user_id, exercise_id)
        _close_late(user_id, exercise)
        attempt = _open(user_id, exercise) or _started(user_id, exercise)
    return _unless_refused(attempt)


def submit_lesson_exercise(*, viewer: Viewer, exercise_id: UUID, data: Any) -> models.ExerciseSubmission:
    """Hand an attempt in; without a time limit it need not be begun before.

    Raises:
        Unauthenticated, NotFound, NotEnrolled, AttemptsUsedUp, ExerciseNotStarted, TimeLimitExceeded, Invalid,
        Required, TooLong
    """
    user_id = viewer.require_account()
    with transaction.atomic():
        exercise = _held(viewer, user_id, exercise_id)
        attempt = _to_hand_in(user_id, exercise)
        if isinstance(attempt, models.ExerciseSubmission):
            _hand_in(attempt, exercise, _checked(user_id, exercise, data))
    # What ran out stays closed, refused as it is.
    return _unless_refused(attempt)


def _unless_refused(attempt: models.ExerciseSubmission | Refusal) -> models.ExerciseSubmission:
    if isinstance(attempt, Refusal):
        raise attempt
    return attempt


def _held(viewer: Viewer, user_id: UUID, exercise_id: UUID) -> models.LessonExercise:
    exercise = exercise_in_locked_course(viewer, exercise_id)
    locked_enrollment(user_id, exercise.lesson.course_id)
    return exercise


def _to_hand_in(user_id: UUID, exercise: models.LessonExercise) -> models.ExerciseSubmission | Refusal:
    path = ["input", "exerciseId"]
    if _close_late(user_id, exercise):
        return TimeLimitExceeded(path=path)
    attempt = _open(user_id, exercise)
    if attempt is None and exercise.time_limit_minutes is not None:
        return ExerciseNotStarted(path=path)
    return attempt or _begun(user_id, exercise)


def _open(user_id: UUID, exercise: models.LessonExercise) -> models.ExerciseSubmission | None:
    rows = models.ExerciseSubmission.objects.filter(student=user_id, exercise=exercise, submitted_at=None)
    return rows.select_for_update(no_key=True).first()


def _started(user_id: UUID, exercise: models.LessonExercise) -> models.ExerciseSubmission | Refusal:
    """Begin an attempt that is not handed in at once, and tell it."""
    attempt = _begun(user_id, exercise)
    if isinstance(attempt, models.ExerciseSubmission):
        tell_submission(exercise.lesson.course_id, attempt)
    return attempt


def _begun(user_id: UUID, exercise: models.LessonExercise) -> models.ExerciseSubmission | Refusal:
    used = models.ExerciseSubmission.objects.filter(student=user_id, exercise=exercise).count()
    if used >= exercise.attempts_allowed:
        return AttemptsUsedUp(path=["input", "exerciseId"])
    attempt: models.ExerciseSubmission = models.ExerciseSubmission.objects.create(
        student_id=user_id, exercise=exercise, attempt_number=used + 1, max_score=exercise.max_score
    )
    return attempt


def _close_late(user_id: UUID, exercise: models.LessonExercise) -> bool:
    """Close the attempt whose time ran out, as one that was handed in empty; tell whether there was one."""
    attempt, minutes = _open(user_id, exercise), exercise.time_limit_minutes
    if attempt is None or minutes is None or not has_run_out(attempt.started_at, minutes, clock.now()):
        return False
    over = rules.deadline(attempt.started_at, minutes)
    attempt.submitted_at, attempt.graded_at, attempt.score = over, over, 0.0
    attempt.save(update_fields=["submitted_at", "graded_at", "score"])
    tell_submission(exercise.lesson.course_id, attempt)
    follow_score(user_id, exercise.lesson_id)
    recount(user_id, has_learned=False)
    return True


def _checked(user_id: UUID, exercise: models.LessonExercise, data: Any) -> dict[str, Any]:
    """Return an answer as it is stored, by the type of its exercise."""
    if exercise.exercise_type == LessonExerciseType.MULTIPLE_CHOICE:
        return rules.checked_choices(data, rules.questions_in(exercise.content))
    if exercise.exercise_type != LessonExerciseType.UPLOAD:
        return rules.checked_text(data)
    path = ["input", "data", "uploadId"]
    key = ids.key_of("Upload", rules.checked_upload(data), path=path)
    taken = take_upload(user_id=user_id, upload_id=key, path=path, kinds=kinds_accepted(exercise.content))
    return {"file": taken.name, "size": taken.size}


def _hand_in(attempt: models.ExerciseSubmission, exercise: models.LessonExercise, answer: dict[str, Any]) -> None:
    attempt.submission_data, attempt.submitted_at = answer, clock.now()
    attempt.save(update_fields=["submission_data", "submitted_at"])
    emit(
        ExerciseSubmitted(
            submission_id=attempt.pk,
            exercise_id=exercise.pk,
            course_id=exercise.lesson.course_id,
            user_id=attempt.student_id,
        )
    )
    score = None
    if exercise.exercise_type == LessonExerciseType.MULTIPLE_CHOICE:
        score = rules.choices_score(answer["answers"], exercise.solution, attempt.max_score)
    if score is None:
        tell_submission(exercise.lesson.course_id, attempt)
    else:
        grade(attempt, exercise, score=score, by=None)
    recount(attempt.student_id)
