"""The shipped blueprint is real: its code runs, its tests tell right from wrong, its flaws are where it says."""

import re
from typing import Any

import pytest

from domains.courses.models import CodingExerciseType, ExerciseDifficulty, RigorLevel
from domains.courses.rules import exercises as rules
from domains.courses.rules.hydration import GAP, gaps_in, hydrated, names_in
from domains.kit.markdown import markdown_to_html
from tests.courses import blueprint

MODULES = blueprint.modules()
NAMES = [each["concept_slug"] for each in MODULES]
KEYS = ("ENTITY_PRIMARY", "METRIC", "CONTAINER", "DOMAIN", "ARCHETYPE", "META_CATEGORY")
PLAIN = dict(zip(KEYS, ("sneaker", "resale price", "vault", "sneakers", "builder", "digital"), strict=True))
NASTY = dict(
    zip(
        KEYS,
        (
            "the \"rare\" 'one' \\",
            "{METRIC} `x` <b>",
            "a\nbox\n\n# heading\n- list",
            '[here](http://evil.example) & "co"; **bold**',
            '""" + __import__("os").name + """',
            '} --> b["x"] | {',
        ),
        strict=True,
    )
)  # fmt: skip
FOREIGN = dict(zip(KEYS, ("スニーカー", "цена", "صندوق", "κρασί", "строитель", "数字"), strict=True))
# What the code of the modules calls things itself.
AWKWARD = dict(zip(KEYS, ("class", "amount", "list", "label", "self", "None"), strict=True))
WORDS = {"plain": PLAIN, "nasty": NASTY, "foreign": FOREIGN, "awkward": AWKWARD}
BY_CODE = {CodingExerciseType.BUILD, CodingExerciseType.REFACTOR, CodingExerciseType.CODE_REVIEW}

module_by_module = pytest.mark.parametrize("module", MODULES, ids=NAMES)
words_by_words = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)


def test_the_blueprint_has_seven_modules_in_order() -> None:
    assert [each["module_number"] for each in MODULES] == [1, 2, 3, 4, 5, 6, 7]
    assert [path.stem for path in blueprint.FILES] == [f"{n}_{slug}" for n, slug in enumerate(NAMES, start=1)]
    assert len(set(NAMES)) == len(NAMES)
    for number, module in enumerate(MODULES):
        assert set(module["prerequisites"]) <= set(NAMES[:number])


def test_every_kind_of_exercise_is_asked_for() -> None:
    kinds = [{each["type"] for each in module["exercises"]} for module in MODULES]

    assert set().union(*kinds) == set(CodingExerciseType)
    assert all(kinds_of_one >= {CodingExerciseType.DIAGNOSIS, CodingExerciseType.BUILD} for kinds_of_one in kinds)


@module_by_module
def test_a_module_is_whole(module: dict[str, Any]) -> None:
    assert module["rigor_level"] in RigorLevel
    assert 1 <= module["estimated_hours"] <= 12
    assert len(module["learning_objectives"]) >= 3
    assert 3 <= len(module["sections"]) <= 4
    assert [section["heading"] for section in module["sections"] if not 150 <= _words(section["body"]) <= 300] == []
    assert 1 <= len(module["examples"]) <= 2
    assert len(module["visualizations"]) == 1
    assert 3 <= len(module["exercises"]) <= 5


@module_by_module
def test_its_exercises_are_whole(module: dict[str, Any]) -> None:
    for exercise in module["exercises"]:
        assert exercise["difficulty"] in ExerciseDifficulty
        assert len(rules.tests_in(exercise["test_cases"])) == len(exercise["test_cases"]) > 1
        hints = rules.hints_in(exercise["hints"])
        assert 2 <= len(hints) == len(exercise["hints"]) <= 3
        assert all(1 <= hint.penalty <= 20 for hint in hints)


@module_by_module
def test_it_has_gaps_for_what_every_learner_says(module: dict[str, Any]) -> None:
    assert gaps_in(module) <= set(KEYS)


@module_by_module
def test_words_stand_in_code_as_names_or_within_strings_and_comments(module: dict[str, Any]) -> None:
    """The learner's words are no code: only their forms as names stand outside of strings and comments."""
    for text in _code_of(module):
        outside = re.sub(r'""".*?"""|"[^"\n]*"|\'[^\'\n]*\'|#[^\n]*', "", text, flags=re.DOTALL)
        assert {gap[2] for gap in GAP.finditer(outside)} <= {"class", "name"}, outside


@words_by_words
@module_by_module
def test_its_code_runs_and_its_tests_tell_right_from_wrong(module: dict[str, Any], words: dict[str, str]) -> None:
    made = hydrated(module, words)
    solved = {
        f"{exercise['title']}: {test['name']}": [exercise["solution_code"], test["code"]]
        for exercise in made["exercises"]
        for test in exercise["test_cases"]
    }
    begun = {
        exercise["title"]: [exercise["starter_code"], *(test["code"] for test in exercise["test_cases"])]
        for exercise in made["exercises"]
    }
    examples = {each["title"]: [each["code"]] for each in made["examples"]}

    said = blueprint.run([*examples.values(), *solved.values(), *begun.values()])

    should_run, should_fail = said[: -len(begun)], said[-len(begun) :]
    failed = zip([*examples, *solved], should_run, strict=True)
    assert {name: error for name, error in failed if error is not None} == {}
    assert [name for name, error in zip(begun, should_fail, strict=True) if error is None] == []


@module_by_module
def test_words_that_its_code_uses_itself_do_no_harm(module: dict[str, Any]) -> None:
    names = [*sorted(names_in(module)), "count", "items", "__init__", "3d model", "x" * 500]
    programs = []
    for place, name in enumerate(names):
        others = {"ENTITY_PRIMARY": names[place * 7 % len(names)], "CONTAINER": names[place * 13 % len(names)]}
        made = hydrated(module, PLAIN | others | {"METRIC": name})
        programs += [[each["code"]] for each in made["examples"]]
        programs += [
            [each["solution_code"], *(test["code"] for test in each["test_cases"])] for each in made["exercises"]
        ]

    assert set(blueprint.run(programs)) == {None}


@module_by_module
def test_the_starters_can_be_read(module: dict[str, Any]) -> None:
    made = hydrated(module, PLAIN)

    # Not one is broken in ways that nobody meant it to be: each fails by its tests, not by itself.
    assert set(blueprint.run([[each["starter_code"]] for each in made["exercises"]])) == {None}


@module_by_module
def test_each_flaw_is_in_the_code_and_shows(module: dict[str, Any]) -> None:
    diagnoses = [each for each in hydrated(module, PLAIN)["exercises"] if each["type"] == CodingExerciseType.DIAGNOSIS]
    for exercise in diagnoses:
        lines, flaws = exercise["starter_code"].split("\n"), rules.flaws_in(exercise["flaws"])
        assert 2 <= len(flaws) == len(exercise["flaws"]) <= 4
        for flaw in flaws:
            assert 1 <= flaw.first <= flaw.last <= flaw.first + 4 <= len(lines) + 4
            assert all(lines[number - 1].strip() for number in range(flaw.first, flaw.last + 1))
        places = [line for flaw in flaws for line in range(flaw.first, flaw.last + 1)]
        assert len(places) == len(set(places))
        # One test for each flaw, and what was handed out fails every one of them.
        tests = [test["code"] for test in exercise["test_cases"]]
        said = blueprint.run([[exercise["starter_code"], test] for test in tests])
        assert len(tests) >= len(flaws)
        assert [test for test, error in zip(tests, said, strict=True) if error is None] == []


@module_by_module
def test_only_a_diagnosis_has_flaws(module: dict[str, Any]) -> None:
    others = [each for each in module["exercises"] if each["type"] != CodingExerciseType.DIAGNOSIS]

    assert {each["type"] for each in others} <= BY_CODE
    assert [each["title"] for each in others if each.get("flaws")] == []


@words_by_words
@module_by_module
def test_words_are_words_wherever_they_stand(module: dict[str, Any], words: dict[str, str]) -> None:
    made, plain = hydrated(module, words), hydrated(module, PLAIN)

    # Nothing is left open, but what the learner wrote themselves.
    if words is not NASTY:
        assert gaps_in(made) == set()
    for one, other in zip(_markdown_of(made), _markdown_of(plain), strict=True):
        assert _tags(one) == _tags(other)
    for drawn, drawn_plainly in zip(made["visualizations"], plain["visualizations"], strict=True):
        assert _skeleton(drawn["mermaid"]) == _skeleton(drawn_plainly["mermaid"])
    for exercise, template in zip(made["exercises"], module["exercises"], strict=True):
        # Flaws are named by lines: words add none.
        assert exercise["starter_code"].count("\n") == template["starter_code"].count("\n")


def _words(text: str) -> int:
    return len(text.split())


def _code_of(module: dict[str, Any]) -> list[str]:
    exercises = module["exercises"]
    return [
        *(each["code"] for each in module["examples"]),
        *(each[name] for each in exercises for name in ("starter_code", "solution_code")),
        *(test["code"] for each in exercises for test in each["test_cases"]),
    ]


def _markdown_of(made: dict[str, Any]) -> list[str]:
    return [
        *(section["body"] for section in made["sections"]),
        *(example["explanation"] for example in made["examples"]),
        *(exercise["prompt"] for exercise in made["exercises"]),
    ]


def _tags(markdown: str) -> list[str]:
    return re.findall(r"<[^>]*>", markdown_to_html(markdown))


def _skeleton(mermaid: str) -> str:
    """Return a diagram without what its labels say."""
    return re.sub(r'"[^"\n]*"', '""', mermaid)
