"""Coding exercises, as their learners see them: never with their solution, their tests, or where they are flawed."""

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import auto

from domains.courses import models
from domains.courses.models import CodingExerciseType, CodingProgressStatus, ExerciseDifficulty
from domains.courses.rules.exercises import hints_in, results_in, texts_in
from domains.courses.selectors import practice
from domains.kit.fields import computed, expression, object_type
from domains.kit.markdown import markdown_to_html
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, one


@strawberry.type(description="A word of help for a coding exercise.")
class Hint:
    """A hint."""

    id: strawberry.ID = strawberry.field(description="Its name in the exercise, for `revealHint`.")
    penalty: int = strawberry.field(description="How many points of a hundred it costs.")
    text: str | None = strawberry.field(description="What it says, in Markdown; null until you reveal it.")


@strawberry.type(description="What one test of an answer came to.")
class TestResult:
    """The outcome of a test."""

    name: str = strawberry.field(description="What was tested.")
    passed: bool = strawberry.field(description="Whether it was so.")
    message: str = strawberry.field(description="What the runner says to it; may be empty.")


def shown_hints(stored: Any, revealed: Any) -> Sequence[Hint]:
    """Return an exercise's hints: only those that were revealed say something."""
    names = set(texts_in(revealed))
    return [
        Hint(id=strawberry.ID(hint.id), penalty=hint.penalty, text=hint.text if hint.id in names else None)
        for hint in hints_in(stored)
    ]


def shown_results(stored: Any) -> Sequence[TestResult]:
    """Return what each test came to."""
    return [TestResult(name=name, passed=passed, message=message) for name, passed, message in results_in(stored)]


@object_type(models.CodingExercise)
class CodingExercise(Node):
    """A coding exercise of a generated module, for its learner and staff."""

    order_index: auto
    type: CodingExerciseType
    title: auto
    prompt: auto
    prompt_html: str = computed(markdown_to_html, "prompt", description="The same as HTML that is safe to show.")
    starter_code: auto
    difficulty: ExerciseDifficulty
    points: auto
    time_limit_minutes: auto
    created_at: auto
    hints: list[Hint] = computed(
        shown_hints, "hints", practice.revealed_hints, description="Words of help, in the order to be asked for."
    )
    module = forward("module", of="GeneratedModule", description="The module that it is of.", is_seen=True)
    viewer_progress = one("CodingProgress")(practice.viewer_progress)
    reviews = connection("ArchitectureReview")(practice.reviews_of_exercise)


@object_type(models.CodingProgress)
class CodingProgress(Node):
    """How far somebody is with a coding exercise: the last answer, and what it came to."""

    status: CodingProgressStatus | None
    submitted_code: auto
    score: auto
    attempts: auto
    execution_time_ms: auto
    memory_used_mb: float | None = expression(
        practice.memory_used, description="How many megabytes it took, as the runner says."
    )
    test_results: list[TestResult] = computed(
        shown_results, "test_results", description="What each test of the last answer came to."
    )
    hints_revealed: list[str] = computed(
        texts_in, "hints_revealed", description="The ids of the hints that were revealed."
    )
    started_at: auto
    submitted_at: auto
    user = forward("user", of="User", description="Whose progress it is.")
    exercise = forward("exercise", of="CodingExercise", description="With which exercise.")

    @classmethod
    def is_type_of(cls, row: Any, _info: Any) -> bool:
        """Tell whether a row is one of these: what waits for a runner is the same row, and another type."""
        return type(row) is models.CodingProgress


@object_type(models.ModuleCompletion)
class ModuleCompletion(Node):
    """That somebody completed a module of a generated course."""

    completed_at: auto
    time_spent_minutes: auto
    final_score: auto
    user = forward("user", of="User", description="Who completed it.")
    module = forward("module", of="GeneratedModule", description="Which module.")


@object_type(models.ArchitectureReview)
class ArchitectureReview(Node):
    """What a reviewer, a program, says about somebody's work."""

    overall_score: auto
    code_sense_score: auto
    efficiency_score: auto
    edge_cases_score: auto
    taste_score: auto
    strengths: list[str] = computed(texts_in, "strengths", description="What is good about it.")
    weaknesses: list[str] = computed(texts_in, "weaknesses", description="What is not.")
    suggestions: list[str] = computed(texts_in, "suggestions", description="What could be done about that.")
    passed: auto
    reviewed_at: auto
    user = forward("user", of="User", description="Whose work it is.")
    module = forward("module", of="GeneratedModule", description="The module that it is work in.")
    exercise = forward(
        "exercise", of="CodingExercise", description="The exercise that it answers; null where it is the whole module."
    )
