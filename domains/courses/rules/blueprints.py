"""What a module of the blueprint has to look like, so that it can be filled in and graded."""

from collections.abc import Iterator, Mapping
from typing import Any

from domains.courses.errors import InvalidTemplate
from domains.courses.rules.exercises import HIGHEST_PENALTY
from domains.courses.rules.limits import HIGHEST_SCORE, LONGEST_MINUTES
from domains.courses.rules.shapes import Problem, below, listed, number, one_of, shaped, text
from domains.courses.rules.templates import filled, python
from domains.courses.rules.texts import CODE_LENGTH, DESCRIPTION_LENGTH, LESSON_LENGTH, PROMPT_LENGTH, TITLE_LENGTH
from domains.kit.errors import Refusals

CODE_TYPES = frozenset({"code_review", "refactor", "build"})
DIAGNOSIS = "diagnosis"
DIFFICULTIES = frozenset({"easy", "medium", "hard"})
MOST_PARTS = 50
ID_LENGTH = 50
PYTHON = "python"

TITLE = filled(TITLE_LENGTH)
SENTENCE = filled(DESCRIPTION_LENGTH)
IDENTIFIER = text(ID_LENGTH)
SECTION = shaped({"heading": TITLE, "body": filled(LESSON_LENGTH)})
VISUALIZATION = shaped({"title": TITLE, "mermaid": filled(LESSON_LENGTH)})
EXAMPLE = shaped({
    "title": TITLE, "language": IDENTIFIER, "code": filled(CODE_LENGTH), "explanation": filled(LESSON_LENGTH),
})  # fmt: skip
TEST_CASE = shaped({"name": TITLE, "code": python()})
FLAW = shaped({"id": IDENTIFIER, "lines": listed(number(1, CODE_LENGTH), fewest=2, most=2), "problem": SENTENCE})
HINT = shaped({"id": IDENTIFIER, "text": SENTENCE, "penalty": number(0, HIGHEST_PENALTY)})
EXERCISE = shaped(
    {
        "type": one_of({*CODE_TYPES, DIAGNOSIS}), "title": TITLE, "prompt": filled(PROMPT_LENGTH),
        "difficulty": one_of(DIFFICULTIES), "points": number(1, HIGHEST_SCORE),
    },
    {
        "starter_code": python(is_needed=False), "solution_code": python(is_needed=False),
        "time_limit_minutes": number(1, LONGEST_MINUTES), "test_cases": listed(TEST_CASE, most=MOST_PARTS),
        "flaws": listed(FLAW, most=MOST_PARTS), "hints": listed(HINT, most=MOST_PARTS),
    },
)  # fmt: skip


def _example(value: Any) -> Iterator[Problem]:
    known = list(EXAMPLE(value))
    yield from known
    if isinstance(value, Mapping) and value.get("language") == PYTHON and isinstance(value.get("code"), str):
        # What every code is asked was asked already.
        yield from (each for each in below("code", python()(value["code"])) if each not in known)


def _exercise(value: Any) -> Iterator[Problem]:
    """Tell what is wrong with an exercise; how its parts fit together only where each of them is right."""
    problems = list(EXERCISE(value))
    yield from problems or _together(value)


def _together(exercise: Mapping[str, Any]) -> Iterator[Problem]:
    lines = len(exercise.get("starter_code", "").splitlines())
    for place, flaw in enumerate(exercise.get("flaws", ())):
        first, last = flaw["lines"]
        if not first <= last <= lines:
            yield ("flaws", str(place), "lines"), f"these are lines of the starter code, from the first of 1 to {lines}"
    for part in ("flaws", "hints"):
        names = [each["id"] for each in exercise.get(part, ())]
        if len(set(names)) < len(names):
            yield (part,), "each has an id of its own"
    graded_by = "flaws" if exercise["type"] == DIAGNOSIS else "test_cases"
    if not exercise.get(graded_by):
        yield (graded_by,), f"without any, no answer to {exercise['type']} can be graded"


CONTENT = shaped({
    "sections": listed(SECTION, fewest=1, most=MOST_PARTS),
    "examples": listed(_example, most=MOST_PARTS),
    "visualizations": listed(VISUALIZATION, most=MOST_PARTS),
})  # fmt: skip
EXERCISES = listed(_exercise, most=MOST_PARTS)
COLUMNS = {
    "title_template": filled(TITLE_LENGTH),
    "description_template": filled(DESCRIPTION_LENGTH, is_needed=False),
    "learning_objectives": listed(SENTENCE, most=MOST_PARTS),
    "prerequisites": listed(IDENTIFIER, most=MOST_PARTS),
    "content_template": CONTENT,
    "exercise_templates": EXERCISES,
}


def check_module(columns: Mapping[str, Any]) -> None:
    """Check a module of the blueprint, by the names of its columns.

    Raises:
        Refusals: an `InvalidTemplate` for all that is wrong, whose path says where.
    """
    problems = [each for name, check in COLUMNS.items() for each in below(name, check(columns.get(name)))]
    if problems:
        raise Refusals(InvalidTemplate(f"{'.'.join(where)}: {what}.", path=where) for where, what in problems)
