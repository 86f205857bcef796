"""A private and an archived project: who finds it, on every road that leads to projects."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import titles

hidden = pytest.mark.parametrize("flag", [{"is_private": True}, {"is_archived": True}], ids=["private", "archived"])
PROFILE = """
query ($username: String!) {
  user(username: $username) {
    projects { totalCount edges { node { title } } }
    showcase { totalCount edges { node { title } } }
    playground { totalCount edges { node { title } } }
    highlightedProject { title }
  }
}
"""


def listed(*found: str) -> dict[str, Any]:
    return {"totalCount": len(found), "edges": [{"node": {"title": title}} for title in found]}


async def test_everybody_finds_a_public_project_by_its_address(as_student: Client, everybody: list[Client]) -> None:
    await world.project(as_student, "Robot arm")

    found = [await caller.run("Project", owner="Student", slug="robot-arm") for caller in everybody]

    assert [answer["project"]["title"] for answer in found] == ["Robot arm"] * 4


@hidden
async def test_only_its_owner_finds_a_hidden_project_by_its_address(
    as_student: Client, others: list[Client], flag: dict[str, Any]
) -> None:
    await world.project(as_student, "Robot arm", **flag)

    own = await as_student.run("Project", owner="student", slug="robot-arm")
    answers = [await caller.run("Project", owner="student", slug="robot-arm") for caller in others]

    assert own["project"]["title"] == "Robot arm"
    assert answers == [{"project": None}] * 3


@hidden
async def test_only_its_owner_finds_a_hidden_project_by_its_id(
    as_student: Client, others: list[Client], flag: dict[str, Any]
) -> None:
    id = world.id_of(await world.project(as_student, **flag))

    own = await as_student.run("Node", id=id)
    answers = [await caller.run("Node", id=id) for caller in others]

    assert own == {"node": {"__typename": "Project", "id": id}}
    assert answers == [{"node": None}] * 3


@hidden
async def test_a_hidden_project_leaves_a_gap_among_the_nodes(
    as_student: Client, others: list[Client], flag: dict[str, Any]
) -> None:
    public = world.id_of(await world.project(as_student, "Public"))
    secret = world.id_of(await world.project(as_student, "Secret", **flag))

    answers = [await caller.run("Nodes", ids=[secret, public]) for caller in others]

    assert answers == [{"nodes": [None, {"__typename": "Project", "id": public}]}] * 3


@hidden
@pytest.mark.parametrize("order", ["NEWEST", "MOST_LIKED"])
async def test_explore_leaves_a_hidden_project_out_even_for_its_owner(
    as_student: Client, everybody: list[Client], flag: dict[str, Any], order: str
) -> None:
    term, tool = await world.term("art"), await world.tool("brush")
    marks: dict[str, Any] = {"tools": [tool.pk], "categories": [term.pk], "topics": ["clay"], "type": "video"}
    await world.project(as_student, "Public", **marks)
    await world.project(as_student, "Secret", **marks, **flag)
    filters = [None, {"tool": "brush"}, {"category": "art"}, {"topic": "clay"}, {"type": "VIDEO"}]

    answers = [
        (await caller.run("Explore", filter=filter, order=order))["explore"]
        for caller in everybody
        for filter in filters
    ]

    assert [(answer["totalCount"], titles(answer)) for answer in answers] == [(1, ["Public"])] * 20


@hidden
async def test_a_tool_does_not_list_a_hidden_project(
    as_student: Client, everybody: list[Client], flag: dict[str, Any]
) -> None:
    tool = await world.tool("brush")
    await world.project(as_student, "Public", tools=[tool.pk])
    await world.project(as_student, "Secret", tools=[tool.pk], **flag)

    answers = [(await caller.run("Tool", slug="brush"))["tool"]["projects"] for caller in everybody]

    assert [(answer["totalCount"], titles(answer)) for answer in answers] == [(1, ["Public"])] * 4


async def test_others_see_only_public_projects_on_a_profile(as_student: Client, others: list[Client]) -> None:
    await world.project(as_student, "Shown", age=4)
    await world.project(as_student, "Tried out", age=3, is_showcased=False)
    await world.project(as_student, "Secret", age=2, is_private=True, is_highlighted=True)
    await world.project(as_student, "Put away", age=1, is_archived=True)

    answers = [await caller.ask(PROFILE, None, {"username": "student"}) for caller in others]

    profile = {
        "projects": listed("Tried out", "Shown"),
        "showcase": listed("Shown"),
        "playground": listed(),
        "highlightedProject": None,
    }
    assert answers == [{"data": {"user": profile}}] * 3


async def test_an_owner_sees_everything_but_what_was_put_away_on_the_profile(as_student: Client) -> None:
    await world.project(as_student, "Shown", age=4)
    await world.project(as_student, "Tried out", age=3, is_showcased=False)
    await world.project(as_student, "Secret", age=2, is_private=True, is_highlighted=True)
    await world.project(as_student, "Put away", age=1, is_archived=True)

    answer = await as_student.ask(PROFILE, None, {"username": "student"})

    assert answer["data"]["user"] == {
        "projects": listed("Put away", "Secret", "Tried out", "Shown"),
        "showcase": listed("Secret", "Shown"),
        "playground": listed("Secret", "Tried out", "Shown"),
        "highlightedProject": {"title": "Secret"},
    }


async def test_a_highlighted_project_that_was_put_away_stands_first_no_more(everybody: list[Client]) -> None:
    await world.project(everybody[0], is_highlighted=True, is_archived=True)

    answers = [await caller.run("User", username="student") for caller in everybody]

    assert [answer["user"]["highlightedProject"] for answer in answers] == [None] * 4
