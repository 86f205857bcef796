"""What an answer to a coding exercise came to, whoever says so: its flaws, or a runner."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from domains.courses import models
from domains.courses.events import ExerciseFailed, ExercisePassed
from domains.courses.models import CodingProgressStatus
from domains.courses.rules.exercises import hints_in
from domains.courses.rules.grading import less_hints
from domains.courses.services.news import tell_exercise_progress
from domains.kit.events import emit


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an answer came to.

    Args:
        passed: whether it was good enough; what hints cost does not change that.
        score: what it is worth, 0 to 100, before hints are taken off.
        execution_time_ms: how long it ran, where it ran.
        memory_used_mb: how much memory it took.
        test_results: what each test came to.
    """

    passed: bool
    score: int
    execution_time_ms: int | None = None
    memory_used_mb: Decimal | None = None
    test_results: list[dict[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> CodingProgressStatus:
        """How the answer stands."""
        return CodingProgressStatus.PASSED if self.passed else CodingProgressStatus.FAILED

    def is_of(self, progress: models.CodingProgress, exercise: models.CodingExercise) -> bool:
        """Tell whether this is what was written down of the answer before."""
        measured = ("status", "execution_time_ms", "memory_used_mb", "test_results")
        if progress.score is None or any(getattr(self, name) != getattr(progress, name) for name in measured):
            return False
        # Hints may have been revealed since.
        return _less_hints(self.score, progress, exercise) <= progress.score <= self.score


def settle(progress: models.CodingProgress, exercise: models.CodingExercise, outcome: Outcome) -> None:
    """Write down what an answer came to, whose row is locked, less what hints cost; tell it."""
    progress.status = outcome.status
    progress.score = _less_hints(outcome.score, progress, exercise)
    progress.execution_time_ms = outcome.execution_time_ms
    progress.memory_used_mb = outcome.memory_used_mb
    progress.test_results = outcome.test_results
    progress.save()
    tell_exercise_progress(exercise.module.course_id, progress)
    _emit(progress, exercise)


def _emit(progress: models.CodingProgress, exercise: models.CodingExercise) -> None:
    about = {"exercise_id": exercise.pk, "module_id": exercise.module_id, "course_id": exercise.module.course_id}
    if progress.status == CodingProgressStatus.PASSED:
        emit(ExercisePassed(**about, user_id=progress.user_id, score=progress.score or 0))
    else:
        emit(ExerciseFailed(**about, user_id=progress.user_id))


def _less_hints(score: int, progress: models.CodingProgress, exercise: models.CodingExercise) -> int:
    return less_hints(score, hints_in(exercise.hints), progress.hints_revealed)
