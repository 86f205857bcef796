"""What a project was made with and what it is sorted by: only what stands in the catalogue."""

import pytest

from domains.kit import ids
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused

NO_TOOL = ids.encode("Tool", world.NOBODY)


async def test_a_tool_that_is_named_twice_is_used_once(as_student: Client) -> None:
    id = world.id_of(await world.tool("brush"))

    made = await as_student.run("CreateProject", input={"title": "Robot arm", "tools": [id, id]})

    assert [tool["slug"] for tool in made["createProject"]["project"]["tools"]] == ["brush"]


@pytest.mark.parametrize(
    ("id", "code"),
    [
        (NO_TOOL, "NOT_FOUND"),
        (ids.encode("Project", world.NOBODY), "INVALID_ID"),
        ("brush", "INVALID_ID"),
        ("", "INVALID_ID"),
        (NO_TOOL + "=", "INVALID_ID"),
        ("x" * 5_000, "INVALID_ID"),
        ("ключ", "INVALID_ID"),
    ],
    ids=["unknown", "other type", "malformed", "empty", "padded", "long", "not ascii"],
)
async def test_an_id_that_is_no_tools_is_refused(as_student: Client, id: str, code: str) -> None:
    known = world.id_of(await world.tool("brush"))

    reasons = await refused(as_student, "CreateProject", title="Robot arm", tools=[known, id])

    # An id that is none can be named; one that nothing has is one of many that were looked for at once.
    assert reasons == [(code, "input.tools.1" if code == "INVALID_ID" else "input.tools")]


async def test_a_term_is_no_tool_and_a_tool_no_term(as_student: Client) -> None:
    tool, term = world.id_of(await world.tool("brush")), world.id_of(await world.term("art"))

    as_tool = await refused(as_student, "CreateProject", title="Robot arm", tools=[term])
    as_term = await refused(as_student, "CreateProject", title="Robot arm", categories=[tool])

    assert (as_tool, as_term) == ([("INVALID_ID", "input.tools.0")], [("INVALID_ID", "input.categories.0")])


async def test_a_deactivated_tool_is_refused_like_an_unknown_one(as_student: Client) -> None:
    off = await world.tool("brush", is_active=False)

    answers = [
        await as_student.run("CreateProject", input={"title": "Robot arm", "tools": [id]})
        for id in (world.id_of(off), NO_TOOL)
    ]

    assert answers[0] == answers[1]
    assert await refused(as_student, "CreateProject", title="Robot arm", tools=[world.id_of(off)]) == [
        ("NOT_FOUND", "input.tools")
    ]


async def test_twenty_tools_fit_and_one_more_is_refused(as_student: Client) -> None:
    tools = [world.id_of(await world.tool(f"tool-{number:02}")) for number in range(21)]

    too_many = await refused(as_student, "CreateProject", title="Robot arm", tools=tools)
    made = await as_student.run("CreateProject", input={"title": "Robot arm", "tools": tools[:20]})

    assert too_many == [("INVALID", "input.tools")]
    assert len(made["createProject"]["project"]["tools"]) == 20


async def test_ten_categories_fit_and_one_more_is_refused(as_student: Client) -> None:
    terms = [world.id_of(await world.term(f"term-{number:02}")) for number in range(11)]

    too_many = await refused(as_student, "CreateProject", title="Robot arm", categories=terms)
    made = await as_student.run("CreateProject", input={"title": "Robot arm", "categories": terms[:10]})

    assert too_many == [("INVALID", "input.categories")]
    assert made["createProject"]["errors"] == []


async def test_a_tool_that_was_deactivated_later_leaves_the_project(as_student: Client, as_anonymous: Client) -> None:
    off, on = await world.tool("brush", is_active=False), await world.tool("pen")
    project = await world.project(as_student, "Robot arm", tools=[on.pk])
    await project.tools.aadd(off)

    found = await as_anonymous.run("Project", owner="student", slug="robot-arm")

    assert [tool["slug"] for tool in found["project"]["tools"]] == ["pen"]
