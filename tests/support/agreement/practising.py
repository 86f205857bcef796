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
    """Write modules down for every generated course, locked and open ones, and what was practised there."""
    for number, course in enumerate(GeneratedCourse.objects.order_by("pk")):
        for place in (1, 2):
            module = _module(course, number, place)
            for order in range(1, 3):
                _practise(module, number + order, order)
            _judge(module, number)


def _module(course: GeneratedCourse, number: int, place: int) -> models.GeneratedModule:
    values: dict[str, Any] = {"concept_slug": f"odd-{place}", "title_template": odd(place), "content_template": {}}
    blueprint, _ = models.BlueprintModule.objects.get_or_create(module_number=100 + place, defaults=values)
    is_completed = place == 1 and number % 3 == 0
    made: models.GeneratedModule = models.GeneratedModule.objects.create(
        course=course, blueprint_module=blueprint, order_index=place, title=odd(number)[:200] or "A module", content={},
        is_locked=place == 2, is_completed=is_completed, completed_at=moment(number) if is_completed else None,
        created_at=moment(number),
    )  # fmt: skip
    if is_completed:
        models.ModuleCompletion.objects.create(
            user_id=course.user_id, module=made, completed_at=moment(number), time_spent_minutes=number,
            final_score=number if number % 2 else None,
        )  # fmt: skip
    return made


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
