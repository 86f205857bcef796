"""What programs say about learners' work: the results of runners, and reviews."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.errors import ExerciseNotPending
from domains.courses.events import ReviewRecorded
from domains.courses.models import CodingProgressStatus
from domains.courses.rules import answers
from domains.courses.services.locks import hold_accounts
from domains.courses.services.outcomes import Outcome, settle
from domains.courses.services.own_courses import held_course
from domains.courses.services.totals import recount
from domains.kit.errors import Forbidden, NotFound
from domains.kit.events import emit
from domains.kit.text import camel
from domains.kit.viewer import Viewer, ViewerKind


@transaction.atomic
def record_exercise_result(
    *,
    viewer: Viewer,
    progress_id: UUID,
    attempt: int,
    passed: bool,
    score: int,
    execution_time_ms: int | None = None,
    memory_used_mb: float | None = None,
    test_results: Sequence[tuple[str, bool, str]] = (),
) -> models.CodingProgress:
    """Record what a runner says about an answer that waits for it. The same said again changes nothing.

    Raises:
        Unauthenticated, Forbidden, NotFound, ExerciseNotPending, ScoreOutOfRange, Invalid, Required, TooLong
    """
    _require_service(viewer)
    outcome = Outcome(
        passed=passed,
        score=answers.checked_score(score, "score"),
        execution_time_ms=answers.checked_milliseconds(execution_time_ms),
        memory_used_mb=answers.checked_megabytes(memory_used_mb),
        test_results=answers.checked_results(test_results),
    )
    progress = _locked_progress(progress_id)
    if progress.attempts != attempt or progress.status is None:
        raise ExerciseNotPending(path=["input", "attempt"])
    if progress.status == CodingProgressStatus.PENDING:
        settle(progress, progress.exercise, outcome)
        recount(progress.user_id, has_learned=False)
    elif not outcome.is_of(progress, progress.exercise):
        raise ExerciseNotPending(path=["input", "taskId"])
    return progress


@transaction.atomic
def record_review(
    *, viewer: Viewer, module_id: UUID, exercise_id: UUID | None = None, values: Mapping[str, Any]
) -> models.ArchitectureReview:
    """Record what a reviewer says about the work in a module. The same said again, at once, changes nothing.

    Args:
        viewer: the reviewer.
        module_id: the module.
        exercise_id: the exercise that the work answers; none where it is the whole module.
        values: the columns of the review.

    Raises:
        Unauthenticated, Forbidden, NotFound, ScoreOutOfRange, Invalid, Required, TooLong
    """
    _require_service(viewer)
    checked = {name: _checked(name, value) for name, value in values.items()}
    module = _module_in_locked_course(module_id)
    if exercise_id is not None and not module.exercises.filter(pk=exercise_id).exists():
        raise NotFound("There is no such exercise in the module.", path=["input", "exerciseId"])
    last = models.ArchitectureReview.objects.filter(module=module, exercise=exercise_id).first()
    if last is not None and all(getattr(last, name) == value for name, value in checked.items()):
        return last
    review = models.ArchitectureReview.objects.create(
        user_id=module.course.user_id, module=module, exercise_id=exercise_id, **checked
    )
    _emit(review, module)
    return review


def _checked(name: str, value: Any) -> Any:
    """Return a column of a review, if it can be one."""
    if name.endswith("_score"):
        return None if value is None else answers.checked_score(value, camel(name))
    return answers.checked_remarks(value, name) if isinstance(value, list) else value


def _require_service(viewer: Viewer) -> None:
    """Let programs pass, and nobody else.

    Raises:
        Unauthenticated, Forbidden
    """
    viewer.require_account()
    if viewer.kind is not ViewerKind.SERVICE:
        raise Forbidden("This is for service accounts.")


def _locked_progress(progress_id: UUID) -> models.CodingProgress:
    """Return an answer with its exercise, locked after its course."""
    missing = NotFound("There is no such task.", path=["input", "taskId"])
    rows = models.CodingProgress.objects.select_related("exercise__module").filter(pk=progress_id)
    _hold_course(rows.values_list("user_id", "exercise__module__course_id").first(), missing)
    progress = rows.select_for_update(no_key=True, of=("self",)).first()
    if progress is None:
        raise missing
    return progress


def _hold_course(found: tuple[UUID, UUID] | None, missing: NotFound) -> None:
    """Lock a learner's account and their course, by the keys of both."""
    if found is None:
        raise missing
    learner_id, course_id = found
    hold_accounts(learner_id)
    if held_course(course_id) is None:
        raise missing


def _module_in_locked_course(module_id: UUID) -> models.GeneratedModule:
    """Return a module whose course is locked: of two who review at once each sees what the other said."""
    missing = NotFound("There is no such module.", path=["input", "moduleId"])
    rows = models.GeneratedModule.objects.select_related("course").filter(pk=module_id)
    _hold_course(rows.values_list("course__user_id", "course_id").first(), missing)
    # Read under the lock.
    module = rows.first()
    if module is None:
        raise missing
    return module


def _emit(review: models.ArchitectureReview, module: models.GeneratedModule) -> None:
    emit(
        ReviewRecorded(
            review_id=review.pk,
            module_id=module.pk,
            module_number=module.order_index,
            course_id=module.course_id,
            user_id=review.user_id,
            overall_score=review.overall_score,
            passed=review.passed,
        )
    )
