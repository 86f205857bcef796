"""Changing what a project was made with, its page, and the values that only one project can have."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused


async def tools_of(client: Client, slug: str) -> list[str]:
    found = await client.run("Project", owner="student", slug=slug)
    return [tool["slug"] for tool in found["project"]["tools"]]


async def test_tools_are_replaced(as_student: Client) -> None:
    old, kept, new = [await world.tool(slug) for slug in ("brush", "chisel", "pen")]
    project = await world.project(as_student, "Robot arm", tools=[old.pk, kept.pk])
    wanted = [world.id_of(kept), world.id_of(new)]

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "tools": wanted})

    assert await tools_of(as_student, "robot-arm") == ["chisel", "pen"]


async def test_tools_are_emptied(as_student: Client) -> None:
    tool = await world.tool("brush")
    project = await world.project(as_student, "Robot arm", tools=[tool.pk])

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "tools": []})

    assert await tools_of(as_student, "robot-arm") == []


async def test_categories_are_replaced_and_emptied(as_student: Client, as_anonymous: Client) -> None:
    old, new = await world.term("art"), await world.term("craft")
    project = await world.project(as_student, "Robot arm", categories=[old.pk])
    found = []

    for wanted in ([world.id_of(new)], []):
        await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "categories": wanted})
        shown = await as_anonymous.run("Project", owner="student", slug="robot-arm")
        found.append([term["slug"] for term in shown["project"]["categories"]])

    assert found == [["craft"], []]


async def test_one_unknown_tool_keeps_all_as_it_was(as_student: Client) -> None:
    tool, off = await world.tool("brush"), await world.tool("pen", is_active=False)
    project = await world.project(as_student, "Robot arm", tools=[tool.pk])

    reasons = await refused(
        as_student, "UpdateProject", projectId=world.id_of(project), title="New", tools=[world.id_of(off)]
    )

    assert reasons == [("NOT_FOUND", "input.tools")]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"slug": "teapot"}, ("SLUG_TAKEN", "input.slug")),
        ({"externalUrl": "https://example.org/teapot"}, ("EXTERNAL_URL_TAKEN", "input.externalUrl")),
        ({"slug": ""}, ("REQUIRED", "input.slug")),
        ({"slug": "a b"}, ("INVALID", "input.slug")),
        ({"title": " "}, ("REQUIRED", "input.title")),
        ({"title": "x" * 201}, ("TOO_LONG", "input.title")),
        ({"externalUrl": "ftp://example.org"}, ("INVALID", "input.externalUrl")),
        ({"topics": [""]}, ("REQUIRED", "input.topics")),
        ({"tools": ["brush"]}, ("INVALID_ID", "input.tools.0")),
        ({"content": [{"text": {"content": ""}}]}, ("REQUIRED", "input.content.0.text")),
    ],
)
async def test_a_change_that_does_not_fit_is_refused(
    as_student: Client, given: dict[str, object], reason: tuple[str, str]
) -> None:
    await world.project(as_student, "Teapot", external_url="https://example.org/teapot")
    project = await world.project(as_student, "Robot arm")

    reasons = await refused(as_student, "UpdateProject", projectId=world.id_of(project), description="New", **given)

    assert reasons == [reason]


async def test_a_project_keeps_the_slug_and_address_it_has(as_student: Client) -> None:
    project = await world.project(as_student, "Robot arm", external_url="https://example.org/arm")
    same = {"slug": "robot-arm", "externalUrl": "https://example.org/arm"}

    changed = await as_student.run("UpdateProject", input={"projectId": world.id_of(project), **same})

    assert changed["updateProject"]["errors"] == []


async def test_a_page_is_replaced_as_a_whole(as_student: Client) -> None:
    project = await world.project(
        as_student, "Robot arm", content=[{"type": "text", "content": "Old"}, {"type": "text", "content": "B"}]
    )
    page = [{"mermaid": {"diagram": "graph TD"}}]

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "content": page})

    shown = await as_student.run("Project", owner="student", slug="robot-arm")
    assert shown["project"]["content"]["blocks"] == [{"__typename": "MermaidBlock", "diagram": "graph TD"}]
