"""What goes wrong on our side: clients learn a code and a trace id, and nothing else."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from domains.feed.models import Activity
from domains.users.models import UserRelationship
from tests.kit.lists import codes
from tests.support import world
from tests.support.client import Client

SECRET = "sealed_by_the_test"


@sync_to_async
def execute(statement: str) -> None:
    """Run a statement of ours."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
async def _broken() -> AsyncIterator[None]:
    """Let no activity be written: no service expects that."""
    await execute(f"ALTER TABLE feed_activity ADD CONSTRAINT {SECRET} CHECK (false) NOT VALID")
    yield
    await execute(f"ALTER TABLE feed_activity DROP CONSTRAINT {SECRET}")


async def follow(person: Client, other: Client) -> dict[str, Any]:
    """Follow somebody, and return the whole answer."""
    return await person.answer("Follow", input={"userId": world.id_of(other.user)})


@pytest.mark.usefixtures("_broken")
async def test_a_failure_of_ours_tells_no_more_than_a_trace_id(
    as_student: Client, as_teacher: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "gateway.errors"):
        answer = await follow(as_student, as_teacher)

    trace_id = answer["errors"][0]["extensions"]["traceId"]
    assert answer == {
        "data": None,
        "errors": [
            {
                "message": "Something went wrong on our side.",
                "locations": [{"line": 3, "column": 3}],
                "path": ["follow"],
                "extensions": {"code": "INTERNAL", "traceId": trace_id},
            }
        ],
    }
    record = caplog.records[0]
    assert f"operation Follow failed at follow, trace {trace_id}" in record.getMessage()
    assert SECRET in caplog.text


@pytest.mark.usefixtures("_broken")
async def test_a_failure_of_ours_leaves_nothing_behind(as_student: Client, as_teacher: Client) -> None:
    await follow(as_student, as_teacher)

    assert await world.count(UserRelationship) == 0
    assert await world.count(Activity) == 0


@pytest.mark.usefixtures("_broken")
async def test_each_failure_has_a_trace_id_of_its_own(as_student: Client, as_teacher: Client) -> None:
    answers = [await follow(as_student, as_teacher) for _ in range(3)]

    assert len({answer["errors"][0]["extensions"]["traceId"] for answer in answers}) == 3


@pytest.mark.usefixtures("_broken")
async def test_a_failure_of_one_field_leaves_the_others_be(as_student: Client, as_teacher: Client) -> None:
    answer = await as_student.ask(
        """mutation ($id: ID!) {
            updateSettings(input: {theme: "dark"}) { errors { code } }
            follow(input: {userId: $id}) { errors { code } }
        }""",
        variables={"id": world.id_of(as_teacher.user)},
    )

    assert codes(answer) == ["INTERNAL"]
    await as_student.user.settings.arefresh_from_db()
    assert as_student.user.settings.theme == "dark"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ viewer", "SYNTAX"),
        ("viewer", "SYNTAX"),
        ("{ nothing }", "INVALID_OPERATION"),
        ("{ viewer { username(x: 1) } }", "INVALID_OPERATION"),
        ("{ user { username } }", "INVALID_OPERATION"),
        ("{ user(username: 7) { username } }", "INVALID_OPERATION"),
        ("query ($id: ID!) { node(id: $id) { id } }", "INVALID_OPERATION"),
        ('{ node(id: "x") { id } }', "INVALID_ID"),
    ],
)
async def test_what_is_wrong_with_a_request_has_a_code(as_student: Client, document: str, code: str) -> None:
    answer = await as_student.ask(document)

    assert set(codes(answer)) == {code}
    assert as_student.statements == []
