"""Explore: what people make."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import titles


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
    assert len(as_teacher.statements) == 1, as_teacher.sql


async def test_explore_shows_what_the_showcase_leaves_out(as_student: Client, as_anonymous: Client) -> None:
    await world.project(as_student, "Tried out", is_showcased=False)

    explored = await as_anonymous.run("Explore")

    assert titles(explored["explore"]) == ["Tried out"]


async def test_the_most_liked_come_first_and_among_equals_the_newest(
    as_student: Client, as_teacher: Client, as_anonymous: Client
) -> None:
    liked = await world.project(as_student, "Liked", age=3)
    await world.project(as_student, "Older", age=2)
    await world.project(as_student, "Newer", age=1)
    await world.like(as_teacher, liked)

    explored = await as_anonymous.run("Explore", order="MOST_LIKED")

    assert titles(explored["explore"]) == ["Liked", "Newer", "Older"]


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ({"type": "VIDEO"}, ["Film"]),
        ({"tool": "brush"}, ["Film", "Both"]),
        ({"category": "art"}, ["Both"]),
        ({"topic": "clay"}, ["Film", "Both"]),
        ({"topic": "CLAY"}, ["Film", "Both"]),
        ({"tool": "brush", "category": "art"}, ["Both"]),
        ({"type": "VIDEO", "category": "art"}, []),
        ({"tool": "unknown"}, []),
        ({"category": ""}, []),
        ({"topic": "cla"}, []),
        ({"topic": "%"}, []),
        ({}, ["Film", "Both", "Plain"]),
        ({"tool": None, "type": None}, ["Film", "Both", "Plain"]),
    ],
)
@pytest.mark.parametrize("order", ["NEWEST", "MOST_LIKED"])
async def test_every_condition_holds_and_counts(
    as_student: Client, as_anonymous: Client, filter: dict[str, Any], expected: list[str], order: str
) -> None:
    brush, pen, art = await world.tool("brush"), await world.tool("pen"), await world.term("art")
    await world.project(as_student, "Plain", age=3)
    await world.project(
        as_student, "Both", age=2, tools=[brush.pk, pen.pk], categories=[art.pk], topics=["clay", "art"]
    )
    await world.project(as_student, "Film", age=1, type="video", tools=[brush.pk], topics=["clay"])

    explored = (await as_anonymous.run("Explore", filter=filter, order=order))["explore"]

    assert titles(explored) == expected
    assert explored["totalCount"] == len(expected)


@pytest.mark.parametrize("order", ["NEWEST", "MOST_LIKED"])
async def test_pages_in_both_directions_show_everything_once(
    as_student: Client, as_teacher: Client, as_anonymous: Client, order: str
) -> None:
    made = [await world.project(as_student, f"{number}", age=number // 2) for number in range(5)]
    await world.like(as_teacher, made[3])
    whole = titles((await as_anonymous.run("Explore", order=order))["explore"])

    forwards: list[str] = []
    backwards: list[str] = []
    after = before = None
    for _ in range(3):
        page = (await as_anonymous.run("Explore", order=order, first=2, after=after))["explore"]
        forwards += titles(page)
        after = page["pageInfo"]["endCursor"]
        page = (await as_anonymous.run("Explore", order=order, last=2, before=before))["explore"]
        backwards = titles(page) + backwards
        before = page["pageInfo"]["startCursor"]

    assert sorted(whole) == ["0", "1", "2", "3", "4"]
    assert forwards == backwards == whole


async def test_a_cursor_of_one_order_is_refused_by_the_other(as_student: Client, as_anonymous: Client) -> None:
    await world.project(as_student)
    cursor = (await as_anonymous.run("Explore"))["explore"]["pageInfo"]["endCursor"]

    answer = await as_anonymous.answer("Explore", order="MOST_LIKED", after=cursor)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_CURSOR"]
