"""What is practised in generated courses: answers of every kind, hints, reviews, and what the back office wrote."""

from decimal import Decimal
from typing import Any

from domains.courses import models
from domains.courses.models import CodingExerciseType, CodingProgressStatus, GeneratedCourse
from tests.support.agreement.moments import moment
from tests.support.agreement.texts import odd

HINTS: tuple[Any, ...] = (
    [{"id": "a", "text": odd(1), "penalty": 10}, {"id": "b", "text": odd(2), "penalty": 200}, {"id": 5, "text": "x"}],
    [], [None, "text", {"id": "a"}, {"id": "a", "text": "twice"}, {"id": "a", "text": "again", "penalty": -1}], {}, 7,
)  # fmt: skip
RESULTS: tuple[Any, ...] = (
    [],
    [{"name": odd(3), "passed": True, "message": odd(4)}, {"name": "n", "passed": 1}, 5],
    "no",
)
STATUSES = (None, *CodingProgressStatus)


def make() -> None:
    """Write down what was practised in the first two modules of every generated course, an open and a locked one."""
    for number, course in enumerate(GeneratedCourse.objects.order_by("pk")):
        for module in course.modules.filter(order_index__lte=2):
            _complete(module, number)
            for order in range(1, 3):
                _practise(module, number + order, order)
            _judge(module, number)


def _complete(module: models.GeneratedModule, number: int) -> None:
    """Let every third course's first module be completed."""
    if module.is_locked or number % 3:
        return
    module.is_completed, module.completed_at = True, moment(number)
    module.save()
    models.ModuleCompletion.objects.create(
        user_id=module.course.user_id, module=module, completed_at=moment(number), time_spent_minutes=number,
        final_score=number if number % 2 else None,
    )  # fmt: skip


def _practise(module: models.GeneratedModule, number: int, order: int) -> None:
    kinds = list(CodingExerciseType)
    exercise = models.CodingExercise.objects.create(
        module=module, order_index=order, type=kinds[number % len(kinds)], title=odd(number)[:200] or "An exercise",
        prompt=f"*{odd(number + 1)}*", starter_code=odd(number + 2), hints=HINTS[number % len(HINTS)],
        test_cases=[{"name": odd(number), "code": "assert True"}, {"name": "no code"}],
        time_limit_minutes=number + 1 if number % 2 else None, created_at=moment(number),
    )  # fmt: skip
    status = STATUSES[number % len(STATUSES)]
    is_graded = status in {CodingProgressStatus.PASSED, CodingProgressStatus.FAILED}
    models.CodingProgress.objects.create(
        user_id=module.course.user_id, exercise=exercise, status=status, attempts=number + 1 if status else 0,
        submitted_at=moment(number) if status else None, submitted_code=odd(number + 3) if status else "",
        score=number if is_graded else None, test_results=RESULTS[number % len(RESULTS)],
        memory_used_mb=Decimal("3.50") if is_graded else None, hints_revealed=["a", 5] if number % 3 else [],
    )  # fmt: skip


def _judge(module: models.GeneratedModule, number: int) -> None:
    for turn in range(number % 3):
        models.ArchitectureReview.objects.create(
            user_id=module.course.user_id, module=module, exercise=module.exercises.first() if turn else None,
            overall_score=number, taste_score=turn or None, strengths=[odd(turn), 5], weaknesses={"a": 1},
            passed=turn == 1, reviewed_at=moment(number + turn),
        )  # fmt: skip
