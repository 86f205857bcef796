"""What no plan can tell is told by the executor, event by event and in its own words."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.live import settled
from tests.support.sockets import introduced

# What the executor refuses, so that no plan tells it.
NONSENSE = '"nonsense"'
REFUSED = "actor { username projects(first: 1, after: %s) { totalCount } }"
EVENT = "__typename ... on ActivityAdded { activity { %s } }"


async def told(gateway: str, who: Client, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Subscribe, let something happen, and return what is told of it."""
    async with introduced(gateway) as peer:
        await peer.ask("1", query, variables=variables)
        assert await peer.event("1") == "Checkpoint"
        await world.project(who)
        payload: dict[str, Any] = (await peer.hear())["payload"]
    return payload


@pytest.mark.parametrize(
    ("declared", "cursor", "given"),
    [("", NONSENSE, {}), ("($a: String)", "$a", {"a": "nonsense"}), ("($a: String!)", "$a", {"a": "nonsense"})],
)
async def test_an_argument_that_does_not_fit_is_refused_for_each_event(
    gateway: str, as_student: Client, declared: str, cursor: str, given: dict[str, Any]
) -> None:
    query = f"subscription{declared} {{ activityFeed {{ {EVENT % REFUSED % cursor} }} }}"

    payload = await told(gateway, as_student, query, given)

    assert payload["data"]["activityFeed"]["__typename"] == "ActivityAdded", payload
    assert payload["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"


async def test_a_cursor_that_must_be_given_is_no_affair_of_the_executors(gateway: str, as_student: Client) -> None:
    query = f"subscription($a: String!) {{ activityFeed(after: $a) {{ {EVENT % REFUSED % NONSENSE} }} }}"

    payload = await told(gateway, as_student, query, {"a": (await settled()).cursor()})

    assert [error["extensions"]["code"] for error in payload["errors"]] == ["INVALID_CURSOR"]
