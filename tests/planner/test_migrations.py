"""A migration under a running gateway: statements that were prepared before it are no trouble after it."""

import pytest

from schema.counting import fallbacks
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.faults import execute
from tests.support.live import token_of

READ = {"query": "{ explore(first: 5) { edges { node { slug likeCount } } } }"}
SEVERAL = {"query": "{ liveCursor explore(first: 5) { edges { node { slug likeCount } } } }"}
TURNS = 12


@pytest.mark.parametrize("query", [READ, SEVERAL])
@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("ADD COLUMN sealed integer NOT NULL DEFAULT 0", "DROP COLUMN sealed"),
        ("ALTER COLUMN like_count TYPE bigint", "ALTER COLUMN like_count TYPE integer"),
        ("ALTER COLUMN slug TYPE text", "ALTER COLUMN slug TYPE varchar(80)"),
    ],
)
async def test_the_same_request_is_answered_before_and_after(
    browser: HttpClient, as_student: Client, caplog: pytest.LogCaptureFixture, query: object, there: str, back: str
) -> None:
    await world.like(as_student, await world.project(as_student, slug="kept"))

    async def answers() -> list[object]:
        found = [(await browser.post(query)).json()["data"]["explore"] for _ in range(TURNS)]
        return [edge["node"] for each in found for edge in each["edges"]]

    before = await answers()
    failed = fallbacks.read()
    await execute(f"ALTER TABLE projects_project {there}")
    try:
        after = await answers()
    finally:
        await execute(f"ALTER TABLE projects_project {back}")

    assert before == after == await answers() == [{"slug": "kept", "likeCount": 1}] * TURNS
    assert fallbacks.read() == failed
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_who_asks_is_known_before_and_after(browser: HttpClient, as_student: Client) -> None:
    token = await token_of(as_student)

    async def names() -> list[object]:
        answers = [await browser.post({"query": "{ viewer { username } }"}, token=token) for _ in range(TURNS)]
        return [answer.json()["data"]["viewer"]["username"] for answer in answers]

    before = await names()
    await execute("ALTER TABLE users_user ALTER COLUMN kind TYPE text")
    try:
        after = await names()
    finally:
        await execute("ALTER TABLE users_user ALTER COLUMN kind TYPE varchar(10)")

    assert before == after == await names() == ["student"] * TURNS
