"""Blocks: neither sees the other."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.users.people import activities, refusal, relationships


@pytest.fixture(params=["student blocks teacher", "teacher blocks student"])
async def _blocked(request: pytest.FixtureRequest, as_student: Client, as_teacher: Client) -> None:
    """Let a block stand between the two, from either side."""
    ends = (as_student, as_teacher) if request.param.startswith("student") else (as_teacher, as_student)
    await world.relate(*ends, "blocked")


def named(connection: dict[str, Any]) -> list[str]:
    """Return the names on a list."""
    return [node["username"] for node in world.nodes(connection)]


@pytest.mark.usefixtures("_blocked")
async def test_neither_finds_the_other_by_name_or_id(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    teacher = world.id_of(as_teacher.user)

    assert await as_student.run("User", username="teacher") == {"user": None}
    assert await as_teacher.run("User", username="student") == {"user": None}
    assert await as_student.run("Node", id=teacher) == {"node": None}
    assert await as_teacher.run("Nodes", ids=[teacher, world.id_of(as_student.user)]) == {
        "nodes": [{"__typename": "User", "id": teacher}, None]
    }
    assert (await as_stranger.run("Node", id=teacher))["node"] == {"__typename": "User", "id": teacher}


@pytest.mark.usefixtures("_blocked")
async def test_neither_finds_the_other_on_a_list(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    celebrity = await world.person("celebrity")
    for person in (as_student, as_teacher, as_stranger):
        await world.follow(person, celebrity)
    await world.follow(celebrity, as_student, as_teacher)

    lists = {
        name: (await person.run("User", username="celebrity"))["user"]
        for name, person in (("student", as_student), ("teacher", as_teacher), ("stranger", as_stranger))
    }

    assert {name: named(seen["followers"]) for name, seen in lists.items()} == {
        "student": ["stranger", "student"],
        "teacher": ["stranger", "teacher"],
        "stranger": ["stranger", "teacher", "student"],
    }
    assert {name: named(seen["following"]) for name, seen in lists.items()} == {
        "student": ["student"],
        "teacher": ["teacher"],
        "stranger": ["teacher", "student"],
    }
    assert {name: seen["followers"]["totalCount"] for name, seen in lists.items()} == {
        "student": 2,
        "teacher": 2,
        "stranger": 3,
    }


@pytest.mark.usefixtures("_blocked")
@pytest.mark.parametrize("verb", ["follow", "unfollow"])
async def test_neither_can_follow_or_unfollow_the_other(as_student: Client, as_teacher: Client, verb: str) -> None:
    before = await relationships()

    one = await as_student.answer(verb.title(), input={"userId": world.id_of(as_teacher.user)})
    other = await as_teacher.answer(verb.title(), input={"userId": world.id_of(as_student.user)})

    error = refusal("NOT_FOUND", "There is no such person.", "input", "userId")
    assert one == other == {"data": {verb: {"user": None, "errors": [error]}}}
    assert await relationships() == before
    assert await activities() == []


@pytest.mark.usefixtures("_blocked")
async def test_a_block_is_no_follow(as_student: Client, as_teacher: Client, as_staff: Client) -> None:
    student = (await as_staff.run("User", username="student"))["user"]
    teacher = (await as_staff.run("User", username="teacher"))["user"]

    assert [student["followers"]["totalCount"], student["following"]["totalCount"]] == [0, 0]
    assert [teacher["followers"]["totalCount"], teacher["following"]["totalCount"]] == [0, 0]


@pytest.mark.usefixtures("_blocked")
async def test_neither_finds_the_others_projects(as_student: Client, as_teacher: Client) -> None:
    mine = await world.project(as_student, "Mine")
    theirs = await world.project(as_teacher, "Theirs")

    explored = (await as_student.run("Explore"))["explore"]
    found = await as_student.run("Nodes", ids=[world.id_of(mine), world.id_of(theirs)])

    assert [node["title"] for node in world.nodes(explored)] == ["Mine"]
    assert explored["totalCount"] == 1
    assert [node and node["id"] for node in found["nodes"]] == [world.id_of(mine), None]


async def test_staff_who_blocked_somebody_is_not_told_that_they_follow_them(
    as_staff: Client, as_teacher: Client
) -> None:
    await world.relate(as_staff, as_teacher, "blocked")

    followed = (await as_staff.run("Follow", input={"userId": world.id_of(as_teacher.user)}))["follow"]

    assert followed["errors"] or followed["user"]["viewerFollows"]


async def test_staff_who_was_blocked_cannot_follow(as_staff: Client, as_teacher: Client) -> None:
    await world.relate(as_teacher, as_staff, "blocked")

    followed = (await as_staff.run("Follow", input={"userId": world.id_of(as_teacher.user)}))["follow"]

    assert followed["errors"]
    assert await activities() == []
