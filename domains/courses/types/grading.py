"""What waits to be graded, as the programs see it that grade."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import strawberry
from strawberry import auto

from domains.courses import models
from domains.courses.models import CodingExerciseType
from domains.courses.rules.exercises import tests_in
from domains.courses.selectors import practice
from domains.kit import ids
from domains.kit.fields import column, computed, expression, object_type
from domains.kit.nodes import Node


@strawberry.type(description="Code that asserts something of an answer.")
class GradingTest:
    """A test."""

    name: str = strawberry.field(description="What it tests.")
    code: str = strawberry.field(description="The code, in Python, which runs after the answer in the same names.")


def shown_tests(stored: Any) -> Sequence[GradingTest]:
    """Return an exercise's tests."""
    return [GradingTest(name=test.name, code=test.code) for test in tests_in(stored)]


@object_type(models.GradingTask)
class GradingTask(Node):
    """An answer to a coding exercise that waits to be graded. Only service accounts see it, and only as long."""

    exercise_id: strawberry.ID = computed(
        partial(ids.encode, "CodingExercise"), "exercise_id", description="The id of the exercise."
    )
    exercise_type: CodingExerciseType = expression(
        practice.of_exercise("type"), description="What the exercise asks for."
    )
    exercise_title: str = expression(practice.of_exercise("title"), description="The title of the exercise.")
    module_id: strawberry.ID = computed(
        partial(ids.encode, "GeneratedModule"),
        practice.module_of_exercise,
        description="The id of the module, for `recordReview`.",
    )
    attempt: int = column("attempts", description="Which answer of its learner it is: a result names the same number.")
    submitted_code: auto
    tests: list[GradingTest] = computed(
        shown_tests, practice.of_exercise("test_cases"), description="The tests of the exercise."
    )
    submitted_at: auto

    @classmethod
    def is_type_of(cls, row: Any, _info: Any) -> bool:
        """Tell whether a row was read as one of these."""
        return type(row) is models.GradingTask
