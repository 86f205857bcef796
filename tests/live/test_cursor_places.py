"""Where a cursor may stand in a subscription, over a socket and as a stream: it means the same everywhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from domains.kit import clock
from domains.kit.ids import new_key
from domains.kit.jobs import prune_log
from domains.kit.live import Position
from domains.kit.models import LogEntry
from tests.support import world
from tests.support.client import Client
from tests.support.live import Subscriber, running, settled
from tests.support.sockets import introduced
from tests.support.streams import Listening, listening

EVENT = """{ __typename ... on LiveEvent { cursor } ... on ActivityAdded { activity {
    reference { ... on Project { title } } %s
} } }"""
TOLD = EVENT % ""
ELSEWHERE = EVENT % "actor { username projects(first: 1, after: $a) @skip(if: true) { totalCount } }"

IN_FRAGMENT = "fragment F on Subscription { activityFeed(after: %s) " + TOLD + " }"

# For each place, the document of a subscription that has the cursor there; `%s` is the cursor.
PLACES = {
    "a variable": f"subscription($a: String) {{ activityFeed(after: $a) {TOLD} }}",
    "a variable's default": f'subscription($b: String = "%s") {{ activityFeed(after: $b) {TOLD} }}',
    "a variable used elsewhere too": f"subscription($a: String) {{ activityFeed(after: $a) {ELSEWHERE} }}",
    "a literal": f'subscription {{ activityFeed(after: "%s") {TOLD} }}',
    "a block": f'subscription {{ activityFeed(after: """%s""") {TOLD} }}',
    "a fragment": "subscription($a: String) { ...F } " + IN_FRAGMENT.replace("%s", "$a"),
    "a literal in a fragment": "subscription { ...F } " + IN_FRAGMENT.replace("%s", '"%s"'),
    "fragments within each other": f"subscription($a: String) {{ ... {{ ... on Subscription {{ ...F }} }} }} "
    f"fragment F on Subscription {{ ...G }} fragment G on Subscription {{ x: activityFeed(after: $a) {TOLD} }}",
    "one of two operations": f"subscription Other {{ activityFeed {TOLD} }} "
    f"subscription This($a: String) {{ activityFeed(after: $a) {TOLD} }}",
}
HEADER = "the last event's id"
ROADS = [*product(["socket", "stream"], PLACES), ("stream", HEADER)]


@asynccontextmanager
async def told(gateway: str, road: str, place: str, cursor: str) -> AsyncIterator[Subscriber | Listening]:
    """Subscribe after a cursor."""
    headers = {"last-event-id": cursor} if place == HEADER else {}
    query = PLACES.get(place, f"subscription {{ activityFeed {TOLD} }}").replace("%s", cursor)
    body: dict[str, Any] = {"operationName": "This" if "This" in query else None}
    body["variables"] = {"a": cursor} if "$a" in query else {}
    if road == "stream":
        async with listening(gateway, query, body["variables"], name=body["operationName"], headers=headers) as stream:
            yield stream
    else:
        async with introduced(gateway) as peer:
            await peer.ask("1", query, **body)
            yield Subscriber(peer.socket)


def title(event: dict[str, Any]) -> str:
    return str(event["activity"]["reference"]["title"])


@pytest.mark.parametrize(("road", "place"), ROADS)
async def test_what_came_after_a_cursor_is_told_first(gateway: str, as_student: Client, road: str, place: str) -> None:
    here = (await settled()).cursor()
    for name in ("Meanwhile", "Meanwhile too"):
        await world.project(as_student, name)

    async with told(gateway, road, place, here) as subscriber:
        checkpoint = await subscriber.event()
        missed = [title(await subscriber.event()) for _ in range(2)]
        await world.project(as_student, "After")

        assert checkpoint == {"__typename": "Checkpoint", "cursor": here}
        assert [*missed, title(await subscriber.event())] == ["Meanwhile", "Meanwhile too", "After"]


async def of_another_log(who: Client) -> str:
    return Position(new_key(), (await settled()).number).cursor()


async def from_the_future(who: Client) -> str:
    there = await settled()
    return Position(there.log, there.number + 1_000).cursor()


async def pruned(who: Client) -> str:
    before = await settled()
    await world.project(who, "Pruned")
    await settled()
    aged = clock.now() - settings.LIVE_RETENTION - timedelta(minutes=1)
    await LogEntry.objects.aupdate(created_at=aged)
    await sync_to_async(prune_log.func)(timestamp=0)
    return before.cursor()


@pytest.mark.parametrize(("road", "place"), ROADS)
@pytest.mark.parametrize("made", [of_another_log, from_the_future, pruned])
async def test_a_place_that_the_log_does_not_know_is_a_gap_said_aloud(
    gateway: str, as_student: Client, road: str, place: str, made: Callable[[Client], Any]
) -> None:
    cursor = await made(as_student)

    async with told(gateway, road, place, cursor) as subscriber:
        resync = await subscriber.event()
        await world.project(as_student, "After")

        assert (resync["__typename"], Position.of(resync["cursor"]).log) == ("Resync", running().log_id)
        assert title(await subscriber.event()) == "After"
    # From there it goes on as from any other place.
    async with told(gateway, road, place, resync["cursor"]) as again:
        assert (await again.event())["__typename"] == "Checkpoint"
        assert title(await again.event()) == "After"


async def changed(who: Client) -> str:
    cursor = (await settled()).cursor()
    return ("A" if cursor[0] != "A" else "B") + cursor[1:]


async def of_a_list(who: Client) -> str:
    await world.project(who)
    return str((await who.run("Explore"))["explore"]["pageInfo"]["endCursor"])


async def nonsense(who: Client) -> str:
    return "nonsense"


async def nothing(who: Client) -> str:
    return ""


@pytest.mark.parametrize(
    ("road", "place", "made"),
    [
        *((*road, made) for road, made in product(ROADS, [changed, of_a_list, nonsense])),
        # A header without anything is none: browsers send it so before the first event.
        *((*road, nothing) for road in ROADS if HEADER not in road),
    ],
)
async def test_what_is_no_cursor_of_ours_is_refused(
    gateway: str, as_student: Client, road: str, place: str, made: Callable[[Client], Any]
) -> None:
    cursor = await made(as_student)

    async with told(gateway, road, place, cursor) as subscriber:
        assert await subscriber.refusal() == "INVALID_CURSOR"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("subscription($a: String) { activityFeed(after: $a) %s }", {}),
        ("subscription($a: String) { activityFeed(after: $a) %s }", {"a": None}),
        ('subscription($a: String = "x") { activityFeed(after: $a) %s }', {"a": None}),
        ("subscription { activityFeed(after: null) %s }", {}),
    ],
)  # fmt: skip
async def test_without_a_cursor_it_is_from_now_on(
    gateway: str, as_student: Client, query: str, variables: dict[str, Any]
) -> None:
    await world.project(as_student, "Before")
    here = (await settled()).number

    async with listening(gateway, query % TOLD, variables) as subscriber:
        checkpoint = await subscriber.event()
        await world.project(as_student, "After")

        assert Position.of(checkpoint["cursor"]).number >= here
        assert title(await subscriber.event()) == "After"


async def test_those_who_come_after_different_cursors_hear_the_same_from_then_on(
    gateway: str, as_student: Client
) -> None:
    first = (await settled()).cursor()
    await world.project(as_student, "One")
    second = (await settled()).cursor()
    await world.project(as_student, "Two")

    query = PLACES["a variable"]
    async with introduced(gateway) as one, introduced(gateway) as other:
        for peer, cursor in ((one, first), (other, second)):
            await peer.ask("1", query, variables={"a": cursor})
        early, late = Subscriber(one.socket), Subscriber(other.socket)
        await early.event()
        await late.event()

        assert [title(await early.event()) for _ in range(2)] == ["One", "Two"]
        assert title(await late.event()) == "Two"
        assert len(running().hub.audiences) == 1
