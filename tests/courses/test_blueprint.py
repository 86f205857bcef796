"""The Universal Blueprint: loaded from its files, checked, edited by staff, and shown without what gives it away."""

import json
from copy import deepcopy
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import fixtures, models
from domains.courses.rules import blueprints
from domains.kit.errors import Refusals
from tests.courses import making
from tests.support import world
from tests.support.client import Client, HttpClient

OUTSIDE = "stands outside of strings and comments"


def columns(place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return the columns of a module that is right but for one value; without a value, what is there is taken away."""
    made = deepcopy(making.template(1))
    inside: Any = made
    for name in place[:-1]:
        inside = inside[name]
    if value is None:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    return made


EXERCISE = ("exercise_templates", 0)
EXAMPLE = ("content_template", "examples", 0)
WRONG: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("title_template",), "", "this says something"),
    (("title_template",), "{ENTITY_PRIMARY:upper}", "`{ENTITY_PRIMARY:upper}` is no gap"),
    (("description_template",), "{ METRIC }", "`{ METRIC }` is no gap"),
    (("description_template",), "a\0b", "NUL"),
    (("learning_objectives",), "To count.", "this is a list"),
    (("learning_objectives", 0), "{METRIC:}", "`{METRIC:}` is no gap"),
    (("prerequisites",), [1], "this is a text"),
    (("content_template", "sections"), [], "this is a list of 1 to 50"),
    (("content_template", "sections"), None, "this is missing"),
    (("content_template", "more"), [], "nothing is called so here"),
    (("content_template", "sections", 0, "body"), 7, "this is a text"),
    (("content_template", "visualizations", 0), "a", "this has the fields title, mermaid"),
    ((*EXAMPLE, "code"), "print({METRIC})", OUTSIDE),
    ((*EXAMPLE, "code"), "{METRIC:title} = 1", OUTSIDE),
    ((*EXAMPLE, "code"), 'print(f"{{METRIC}}")', OUTSIDE),
    ((*EXAMPLE, "code"), "item.{METRIC}", OUTSIDE),
    ((*EXAMPLE, "code"), "price{METRIC} = 1", OUTSIDE),
    ((*EXAMPLE, "code"), "def f(:", "this is no Python"),
    ((*EXERCISE, "solution_code"), "return {METRIC}", "outside"),
    ((*EXERCISE, "type"), "essay", "this is one of build, code_review, diagnosis, refactor"),
    ((*EXERCISE, "difficulty"), "tricky", "this is one of easy, hard, medium"),
    ((*EXERCISE, "points"), 0, "this is a whole number from 1 to 1,000"),
    ((*EXERCISE, "points"), True, "this is a whole number"),
    ((*EXERCISE, "time_limit_minutes"), 0, "this is a whole number"),
    ((*EXERCISE, "test_cases"), [], "no answer to build can be graded"),
    ((*EXERCISE, "test_cases", 0, "code"), "assert {METRIC}", OUTSIDE),
    ((*EXERCISE, "type"), "diagnosis", ""),
    ((*EXERCISE, "flaws", 0, "lines"), [2, 3], "these are lines of the starter code"),
    ((*EXERCISE, "flaws", 0, "lines"), [2, 1], "these are lines of the starter code"),
    ((*EXERCISE, "flaws", 0, "lines"), [0, 1], "this is a whole number"),
    ((*EXERCISE, "flaws", 0, "lines"), [1], "this is a list of 2 to 2"),
    ((*EXERCISE, "hints"), [making.EXERCISE["hints"][0]] * 2, "each has an id of its own"),
    ((*EXERCISE, "hints", 0, "penalty"), 101, "this is a whole number from 0 to 100"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "what"), [each for each in WRONG if each[2]])
def test_what_is_wrong_is_said_with_its_place(place: tuple[str | int, ...], value: Any, what: str) -> None:
    with pytest.raises(Refusals) as refused:
        blueprints.check_module(columns(place, value))

    assert {refusal.code for refusal in refused.value.refusals} == {"INVALID_TEMPLATE"}
    assert any(what in refusal.message for refusal in refused.value.refusals)
    said = [refusal.path for refusal in refused.value.refusals]
    assert any([str(each) for each in place][: len(path)] == path[: len(place)] for path in said)


@pytest.mark.parametrize("code", [
    "x = '{METRIC}'  # {METRIC} {METRIC:title}", "class {METRIC:class}: {METRIC:name} = 1", "f'{x}' '{METRIC} {{x}}'",
    "x = {'a': 1}; y = f'{x:>3}'", "",
])  # fmt: skip
def test_pythons_own_braces_are_left_alone(code: str) -> None:
    blueprints.check_module(columns((*EXERCISE, "starter_code"), "\n\n" + code))


def test_what_the_rules_know_is_what_the_tables_know() -> None:
    assert {*blueprints.CODE_TYPES, blueprints.DIAGNOSIS} == set(models.CodingExerciseType.values)
    assert set(models.ExerciseDifficulty.values) == blueprints.DIFFICULTIES


async def test_what_is_missing_is_added_and_what_is_there_stays() -> None:
    load = sync_to_async(fixtures.load_shipped)
    await load()
    await models.BlueprintModule.objects.filter(module_number=1).aupdate(title_template="Edited")
    await models.BlueprintModule.objects.filter(module_number=2).adelete()

    await load()

    shipped = fixtures.shipped_modules()
    titles = {each["module_number"]: each["title_template"] for each in shipped}
    stored = models.BlueprintModule.objects.values_list("module_number", "title_template")
    assert {number: title async for number, title in stored} == titles | ({1: "Edited"} if shipped else {})


async def test_everybody_sees_it_in_order_without_its_exercises(as_anonymous: Client) -> None:
    await making.blueprint(2)

    first, second = (await as_anonymous.run("Blueprint"))["blueprint"]

    assert (first["moduleNumber"], second["moduleNumber"]) == (1, 2)
    assert second | {"id": "", "createdAt": ""} == {
        "id": "", "moduleNumber": 2, "titleTemplate": "2: {ENTITY_PRIMARY:title}", "conceptSlug": "concept-2",
        "descriptionTemplate": "All about {DOMAIN}.", "learningObjectives": ["To count."], "rigorLevel": "STANDARD",
        "estimatedHours": 1, "prerequisites": ["concept-1"], "createdAt": "",
    }  # fmt: skip


async def test_staff_edits_it_and_is_told_what_is_wrong(browser: HttpClient) -> None:
    [module] = await making.blueprint(1)
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    page = f"/admin/courses/blueprintmodule/{module.pk}/change/"

    async def send(place: tuple[str | int, ...], value: Any) -> tuple[int, str]:
        await browser.http.get(page)
        made = {
            name: json.dumps(each) if isinstance(each, list | dict) else str(each)
            for name, each in columns(place, value).items()
        }
        token = {"csrfmiddlewaretoken": browser.http.cookies["csrftoken"]}
        given = made | token | {"rigor_level": "advanced", "estimated_hours": "2"}
        response = await browser.http.post(page, data=given, headers={"referer": page})
        return response.status_code, response.text

    assert await send(("title_template",), "Of {DOMAIN}") == (302, "")
    status, shown = await send((*EXERCISE, "flaws", 0, "lines"), [2, 9])
    nothing = (await send(("exercise_templates",), {}))[0]

    assert (status, nothing) == (200, 200)
    assert "exercise_templates.0.flaws.0.lines: these are lines of the starter code, from the first of 1 to 2" in shown
    await module.arefresh_from_db()
    assert (module.title_template, module.rigor_level, module.estimated_hours) == ("Of {DOMAIN}", "advanced", 2)
    assert module.exercise_templates == [making.EXERCISE]
