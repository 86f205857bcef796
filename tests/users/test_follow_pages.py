"""Pages of the lists of follows, which are ordered by something that is no column of a person."""

from typing import Any

import pytest

from domains.users.models import User
from tests.support import world
from tests.support.client import Client

DOCUMENT = """query ($username: String!, $first: Int, $after: String, $last: Int, $before: String) {
    user(username: $username) {
        followers(first: $first, after: $after, last: $last, before: $before) { ...Page }
        following(first: $first, after: $after, last: $last, before: $before) { ...Page }
    }
}
fragment Page on UserConnection {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { username } }
}"""
NAMES = ["moe", "amy", "zoe", "bob", "eve"]


@pytest.fixture(params=["followers", "following"])
async def direction(request: pytest.FixtureRequest, as_teacher: Client) -> str:
    """Let five people follow the teacher, or be followed; the first of `NAMES` came last."""
    for name in reversed(NAMES):
        person = await world.person(name)
        ends = (person, as_teacher) if request.param == "followers" else (as_teacher, person)
        await world.follow(*ends)
    return str(request.param)


async def page(person: Client, direction: str, **part: object) -> dict[str, Any]:
    """Return a page of one of the teacher's lists."""
    answer = await person.ask(DOCUMENT, variables={"username": "teacher", **part})
    assert "errors" not in answer, answer
    found: dict[str, Any] = answer["data"]["user"][direction]
    return found


def names(connection: dict[str, Any]) -> list[str]:
    """Return the names on a page."""
    return [node["username"] for node in world.nodes(connection)]


async def test_they_are_read_forward_page_by_page(as_student: Client, direction: str) -> None:
    seen: list[str] = []
    after, more = None, True
    while more and len(seen) <= len(NAMES):
        part = await page(as_student, direction, first=2, after=after)
        seen += names(part)
        after, more = part["pageInfo"]["endCursor"], part["pageInfo"]["hasNextPage"]
        assert part["totalCount"] == 5

    assert seen == NAMES


async def test_they_are_read_backward_page_by_page(as_student: Client, direction: str) -> None:
    seen: list[str] = []
    before, more = None, True
    while more and len(seen) <= len(NAMES):
        part = await page(as_student, direction, last=2, before=before)
        seen = names(part) + seen
        before, more = part["pageInfo"]["startCursor"], part["pageInfo"]["hasPreviousPage"]

    assert seen == NAMES


async def test_who_leaves_between_two_pages_moves_nobody_else(as_student: Client, direction: str) -> None:
    one = await page(as_student, direction, first=2)

    await world.relate(as_student, await world.person("latest"), "active")
    await User.objects.filter(username__in=[NAMES[1], NAMES[2]]).adelete()
    two = await page(as_student, direction, first=9, after=one["pageInfo"]["endCursor"])

    assert names(one) == NAMES[:2]
    assert names(two) == NAMES[3:]
    assert two["totalCount"] == 3
