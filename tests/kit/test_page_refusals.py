"""Pages that cannot be asked for, and empty ones that can."""

from typing import Any

import pytest

from tests.kit.lists import codes, titles
from tests.support import world
from tests.support.client import Client

NO_PAGE = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}


@pytest.mark.parametrize(
    "part",
    [
        {"first": 101},
        {"first": 1_000_000},
        {"first": 2**31 - 1},
        {"first": -1},
        {"last": 101},
        {"last": -1},
        {"first": 1, "last": 1},
        {"first": 0, "last": 0},
    ],
)
async def test_a_page_of_no_such_size_is_refused(as_student: Client, part: dict[str, Any]) -> None:
    await world.project(as_student)

    answer = await as_student.answer("Explore", **part)

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_PAGE"]
    assert [error["path"] for error in answer["errors"]] == [["explore"]]
    assert as_student.statements == []


@pytest.mark.parametrize("part", [{"first": 2**31}, {"first": 1.5}, {"first": "1"}, {"after": 7}])
async def test_a_page_that_is_no_number_is_no_operation(as_student: Client, part: dict[str, Any]) -> None:
    answer = await as_student.answer("Explore", **part)

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_OPERATION"]


async def test_a_page_of_a_list_inside_is_refused_too(as_student: Client, as_teacher: Client) -> None:
    answer = await as_student.answer("User", username="teacher", first=101)

    assert answer["data"] == {"user": None}
    assert set(codes(answer)) == {"INVALID_PAGE"}


@pytest.mark.parametrize("part", [{}, {"first": 0}, {"last": 0}, {"first": 100}, {"last": 100}])
async def test_an_empty_list_has_an_empty_page(as_student: Client, part: dict[str, Any]) -> None:
    answer = await as_student.answer("Explore", **part)

    assert answer == {"data": {"explore": {"totalCount": 0, "pageInfo": NO_PAGE, "edges": []}}}


async def test_a_page_of_nothing_still_says_whether_there_is_more(as_student: Client) -> None:
    await world.project(as_student)

    ahead = (await as_student.run("Explore", first=0))["explore"]
    back = (await as_student.run("Explore", last=0))["explore"]

    assert ahead == {"totalCount": 1, "pageInfo": NO_PAGE | {"hasNextPage": True}, "edges": []}
    assert back == {"totalCount": 1, "pageInfo": NO_PAGE | {"hasPreviousPage": True}, "edges": []}


async def test_a_null_is_as_good_as_nothing(as_student: Client) -> None:
    await world.project(as_student, "One")

    page = await as_student.run("Explore", first=None, last=1, after=None, before=None)

    assert titles(page["explore"]) == ["One"]


@pytest.mark.parametrize("side", ["after", "before"])
async def test_a_cursor_of_another_list_is_refused(as_student: Client, side: str) -> None:
    await world.tool("brush")
    await world.project(as_student)
    tools = (await as_student.run("Tools"))["tools"]["pageInfo"]["endCursor"]
    most_liked = (await as_student.run("Explore", order="MOST_LIKED"))["explore"]["pageInfo"]["endCursor"]

    for cursor in (tools, most_liked):
        answer = await as_student.answer("Explore", **{side: cursor})

        assert answer["data"] is None
        assert codes(answer) == ["INVALID_CURSOR"]
        assert as_student.statements == []


async def test_a_cursor_of_another_order_is_refused(as_student: Client) -> None:
    await world.tool("brush")
    newest = (await as_student.run("Tools", order="NEWEST"))["tools"]["pageInfo"]["endCursor"]

    answer = await as_student.answer("Tools", order="NAME", after=newest)

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_CURSOR"]


@pytest.mark.parametrize("cursor", ["", "nonsense", "0", "ünicode", "x" * 100_000])
async def test_what_is_no_cursor_is_refused(as_student: Client, cursor: str) -> None:
    await world.project(as_student)

    answer = await as_student.answer("Explore", after=cursor)

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_CURSOR"]
    assert [error["message"] for error in answer["errors"]] == [
        "This cursor was not given out here for a list in this order."
    ]


async def test_a_cursor_with_one_letter_changed_is_refused(as_student: Client) -> None:
    await world.project(as_student)
    cursor = (await as_student.run("Explore"))["explore"]["pageInfo"]["endCursor"]

    for place in range(len(cursor) - 1):
        letter = "A" if cursor[place] != "A" else "B"
        answer = await as_student.answer("Explore", after=cursor[:place] + letter + cursor[place + 1 :])

        assert codes(answer) == ["INVALID_CURSOR"]
