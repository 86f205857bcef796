"""Working on a coding exercise: beginning an attempt, handing an answer in, asking for a hint."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import AlreadyPassed, ExerciseNotStarted, TimeLimitExceeded
from domains.courses.models import CodingExerciseType, CodingProgressStatus
from domains.courses.rules import answers
from domains.courses.rules.exercises import flaws_in, hints_in
from domains.courses.rules.grading import PASSING_SCORE, diagnosis_score, has_run_out
from domains.courses.services.locks import hold_accounts
from domains.courses.services.news import tell_exercise_progress
from domains.courses.services.outcomes import Outcome, settle
from domains.courses.services.own_courses import exercise_in_locked_course, locked_progress
from domains.courses.services.totals import recount
from domains.kit import clock
from domains.kit.counts import hold
from domains.kit.errors import NotFound
from domains.kit.viewer import Viewer

PATH = ("input", "exerciseId")


@transaction.atomic
def start_exercise(*, viewer: Viewer, exercise_id: UUID) -> models.CodingProgress:
    """Begin an attempt; where there is a time limit, it runs from now. Begun again, it runs anew.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked, AlreadyPassed
    """
    user_id = viewer.require_account()
    exercise = exercise_in_locked_course(viewer, exercise_id)
    progress = locked_progress(user_id, exercise)
    _require_unpassed(progress)
    progress.started_at = clock.now()
    progress.save(update_fields=["started_at"])
    tell_exercise_progress(exercise.module.course_id, progress)
    return progress


@transaction.atomic
def submit_exercise(
    *, viewer: Viewer, exercise_id: UUID, code: str | None = None, lines: Sequence[int] | None = None
) -> models.CodingProgress:
    """Hand in an answer: lines are graded at once, code waits for a runner. A new answer takes an old one's place.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked, AlreadyPassed, Required, Invalid,
        TooLong, ExerciseNotStarted, TimeLimitExceeded
    """
    user_id = viewer.require_account()
    exercise = exercise_in_locked_course(viewer, exercise_id)
    progress = locked_progress(user_id, exercise)
    _require_unpassed(progress)
    is_diagnosis = exercise.type == CodingExerciseType.DIAGNOSIS
    answers.require_one_kind(code, lines, wants_lines=is_diagnosis)
    if is_diagnosis:
        named = answers.checked_lines(lines, exercise.starter_code)
        _hand_in(progress, exercise, answers.shown_lines(named))
        score = diagnosis_score(flaws_in(exercise.flaws), named)
        settle(progress, exercise, Outcome(passed=score >= PASSING_SCORE, score=score))
    else:
        _hand_in(progress, exercise, answers.checked_code(code))
        tell_exercise_progress(exercise.module.course_id, progress)
    recount(user_id)
    return progress


@transaction.atomic
def reveal_hint(*, viewer: Viewer, exercise_id: UUID, hint_id: str) -> models.CodingExercise:
    """Read a hint, which costs its penalty; read again it costs nothing more.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked, AlreadyPassed
    """
    user_id = viewer.require_account()
    exercise = exercise_in_locked_course(viewer, exercise_id)
    if all(hint.id != hint_id for hint in hints_in(exercise.hints)):
        raise NotFound("There is no such hint.", path=["input", "hintId"])
    progress = locked_progress(user_id, exercise)
    if hint_id not in progress.hints_revealed:
        # What is graded stays as it is: a hint afterwards would cost nothing.
        _require_unpassed(progress)
        progress.hints_revealed = [*progress.hints_revealed, hint_id]
        progress.save(update_fields=["hints_revealed"])
        tell_exercise_progress(exercise.module.course_id, progress)
    return exercise


@transaction.atomic
def forget_progress(*, progress_ids: Sequence[UUID]) -> None:
    """Let learners begin anew with exercises; what they did there counts no longer. For the back office."""
    rows = models.CodingProgress.objects.filter(pk__in=progress_ids)
    learners = set(rows.values_list("user", flat=True))
    hold_accounts(*learners)
    hold(rows)
    rows.delete()
    for learner in sorted(learners):
        recount(learner, has_learned=False)


def _require_unpassed(progress: models.CodingProgress) -> None:
    if progress.status == CodingProgressStatus.PASSED:
        raise AlreadyPassed(path=PATH)


def _hand_in(progress: models.CodingProgress, exercise: models.CodingExercise, answer: str) -> None:
    """Write an answer down, in time, in place of the one before and of what that came to."""
    now, minutes = clock.now(), exercise.time_limit_minutes
    if minutes is not None and progress.started_at is None:
        raise ExerciseNotStarted(path=PATH)
    if progress.started_at is not None and has_run_out(progress.started_at, minutes, now):
        raise TimeLimitExceeded(path=PATH)
    progress.status, progress.submitted_code = CodingProgressStatus.PENDING, answer
    progress.score = progress.execution_time_ms = progress.memory_used_mb = None
    progress.test_results = []
    progress.attempts += 1
    # The next attempt is begun anew.
    progress.started_at, progress.submitted_at = None, now
    progress.save()
