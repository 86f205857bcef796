"""`node` and `nodes`: any object by its id."""

from typing import Any

import pytest

from domains.kit import ids
from tests.support import world
from tests.support.client import Client

INVALID_ID = {
    "message": "This is not the id of such a thing.",
    "extensions": {"code": "INVALID_ID"},
}


def stripped(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the errors of an answer without the places in the document."""
    return [{key: error[key] for key in ("message", "extensions")} for error in answer["errors"]]


async def test_every_kind_of_object_is_found_by_its_id(as_student: Client) -> None:
    tool = await world.tool("brush")
    project = await world.project(as_student)
    comment = await world.comment(as_student, project)
    term = await world.term("art")
    rows = [as_student.user, as_student.user.settings, tool, tool.category, project, comment, term]

    for row in rows:
        answer = await as_student.answer("Node", id=world.id_of(row))

        assert answer == {"data": {"node": {"__typename": type(row).__name__, "id": world.id_of(row)}}}


async def test_an_object_that_is_not_there_is_null(as_student: Client) -> None:
    answer = await as_student.answer("Node", id=ids.encode("Project", world.NOBODY))

    assert answer == {"data": {"node": None}}


async def test_an_object_that_is_hidden_is_as_one_that_is_not_there(
    as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    project = await world.project(as_student, is_private=True)
    hidden = [world.id_of(project), world.id_of(as_student.user.settings)]

    for id in hidden:
        assert await as_stranger.answer("Node", id=id) == {"data": {"node": None}}
        assert await as_anonymous.answer("Node", id=id) == {"data": {"node": None}}
        assert (await as_student.run("Node", id=id))["node"]["id"] == id


@pytest.mark.parametrize(
    "id",
    [
        "",
        "User",
        str(world.NOBODY),
        "x" * 100_000,
        "ünicode",
        ids.encode("User", world.NOBODY) + "=",
        ids.encode("Nothing", world.NOBODY),
        ids.encode("user", world.NOBODY),
        ids.encode("Query", world.NOBODY),
        ids.encode("UserConnection", world.NOBODY),
        ids.encode("VerificationCode", world.NOBODY),
    ],
)
async def test_a_text_that_is_no_id_is_refused(as_student: Client, id: str) -> None:
    answer = await as_student.answer("Node", id=id)

    assert answer["data"] == {"node": None}
    assert stripped(answer) == [INVALID_ID]


async def test_nodes_keep_their_order_and_repetitions(as_student: Client, as_stranger: Client) -> None:
    shown = await world.project(as_student, "Shown")
    hidden = await world.project(as_student, "Hidden", is_private=True)
    unknown = ids.encode("Tool", world.NOBODY)
    wanted = [world.id_of(row) for row in (as_student.user, hidden, shown, as_student.user)]

    found = await as_stranger.run("Nodes", ids=[*wanted, unknown])

    person = {"__typename": "User", "id": wanted[0]}
    project = {"__typename": "Project", "id": wanted[2]}
    assert found == {"nodes": [person, None, project, person, None]}


async def test_nodes_of_nothing_are_nothing(as_student: Client) -> None:
    assert await as_student.answer("Nodes", ids=[]) == {"data": {"nodes": []}}


async def test_a_hundred_nodes_are_one_statement(as_student: Client) -> None:
    projects = [await world.project(as_student, f"Project {number}") for number in range(10)]
    unknown = [ids.encode("Project", ids.new_key()) for _ in range(90)]
    wanted = [world.id_of(row) for row in projects]

    found = await as_student.run("Nodes", ids=wanted + unknown)

    assert [node and node["id"] for node in found["nodes"]] == wanted + [None] * 90
    assert len(as_student.statements) == 1, as_student.sql


async def test_more_than_a_hundred_nodes_are_refused(as_student: Client) -> None:
    answer = await as_student.answer("Nodes", ids=[world.id_of(as_student.user)] * 101)

    assert answer["data"] is None
    assert stripped(answer) == [
        {"message": "100 ids at most can be asked for at once.", "extensions": {"code": "INVALID_PAGE"}}
    ]
    assert as_student.statements == []


async def test_one_text_that_is_no_id_leaves_the_others_their_answer(as_student: Client, as_teacher: Client) -> None:
    wanted = [world.id_of(as_student.user), "nonsense", world.id_of(as_teacher.user)]

    answer = await as_student.answer("Nodes", ids=wanted)

    assert [node and node["id"] for node in answer["data"]["nodes"]] == [wanted[0], None, wanted[2]]
    assert answer["errors"][0]["path"] == ["nodes", 1]
    assert stripped(answer) == [INVALID_ID]
