"""Explore: what people make."""

import pytest

from tests.support import world
from tests.support.client import Client


async def test_explore_shows_what_is_public_newest_first(as_student: Client, as_anonymous: Client) -> None:
    await world.project(as_student, "Older", age=2)
    await world.project(as_student, "Newer", age=1)
    await world.project(as_student, "Secret", is_private=True)
    await world.project(as_student, "Put away", is_archived=True)

    explored = await as_anonymous.run("Explore")

    assert [node["title"] for node in world.nodes(explored["explore"])] == ["Newer", "Older"]
    assert explored["explore"]["totalCount"] == 2


@pytest.mark.parametrize("number", [2, 9])
async def test_explore_runs_the_same_statements_for_any_number(
    as_student: Client, as_teacher: Client, number: int
) -> None:
    tool = await world.tool("brush")
    for each in range(number):
        project = await world.project(as_student, f"Project {each}", tools=[tool.pk])
        await world.comment(as_teacher, project)

    explored = await as_teacher.run("Explore")

    assert len(world.nodes(explored["explore"])) == number
    assert len(as_teacher.statements) == 8, as_teacher.sql
