"""Who hears the same hears it together: statements for each event do not grow with those who hear it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from schema.documents import documents
from schema.planner.run import STATEMENTS
from server.live.engine import engines
from tests.support import world
from tests.support.client import Client
from tests.support.live import Subscriber, connected, subscribed, token_of


@asynccontextmanager
async def many(
    gateway: str, name: str, people: list[Client | None], **variables: Any
) -> AsyncIterator[list[Subscriber]]:
    """Let everybody subscribe to the same, and hear where they stand."""
    async with AsyncExitStack() as stack:
        those = [await stack.enter_async_context(subscribed(gateway, name, who, **variables)) for who in people]
        for each in those:
            await each.event()
        yield those


def statements() -> float:
    """Return how many statements of plans ran so far."""
    return STATEMENTS.read()[()]


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.parametrize("are_members", [False, True])
async def test_an_event_takes_one_statement_however_many_hear_it(
    gateway: str, as_student: Client, number: int, are_members: bool
) -> None:
    people = [await world.person(f"person-{each}") if are_members else None for each in range(number)]
    async with many(gateway, "ActivityFeedLive", people) as those:
        before = statements()

        await world.project(as_student, "Heard by all")

        told = [await each.event() for each in those]
        assert {each["activity"]["reference"]["title"] for each in told} == {"Heard by all"}
        assert statements() - before == 1


async def test_each_hears_what_is_theirs_to_hear(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await world.relate(as_student, as_stranger, "blocked")
    quiet = await world.person("quiet", full_name="Quiet Person", profile_visibility="private")
    await world.follow(quiet, as_teacher)
    query = """subscription { activityFeed { __typename ... on LiveEvent { cursor }
        ... on ActivityAdded { activity { actor { username fullName } } } } }"""
    async with AsyncExitStack() as stack:
        people = (as_student, as_teacher, as_stranger, quiet)
        sockets = {each.user.username: await stack.enter_async_context(raw(gateway, each, query)) for each in people}
        before = statements()

        await world.project(quiet, "By somebody private")
        await world.project(as_student, "By the student")

        teacher = [await sockets["teacher"].event() for _ in range(2)]
        assert [each["activity"]["actor"] for each in teacher] == [
            {"username": "quiet", "fullName": "Quiet Person"},
            {"username": "student", "fullName": ""},
        ]
        # A private profile tells others nothing of what its owner does; the blocked one hears nothing of the student.
        assert (await sockets["student"].event())["activity"]["actor"]["username"] == "student"
        assert await sockets["stranger"].is_silent()
        assert 1 <= statements() - before <= 2


@asynccontextmanager
async def raw(gateway: str, who: Client, query: str) -> AsyncIterator[Subscriber]:
    """Run a subscription that is no named one, and hear where it stands."""
    async with subscribed(gateway, "ActivityFeedLive", who, text=query) as one:
        await one.event()
        yield one


async def test_what_comes_out_alike_is_encoded_once(gateway: str, as_student: Client) -> None:
    people = [await world.person(f"person-{each}") for each in range(5)]
    async with many(gateway, "ActivityFeedLive", [*people]) as those:
        [audience] = engines[-1].hub.audiences.values()
        before = engines[-1].hub.position
        project = await world.project(as_student)
        await those[0].event()
        page = await engines[-1].log.read(before, "activity")
        told = await audience.telling.told(page.events[-1:], [each.user.pk for each in people])

    [event] = told
    assert len(event.payloads) == len(people)
    assert len({id(payload) for payload in event.payloads.values()}) == 1
    assert world.id_of(project) in next(iter(event.payloads.values()))


async def test_an_audience_is_those_who_ask_alike_whatever_cursor_they_come_with(
    gateway: str, as_student: Client
) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as first:
        await first.event()
        async with (
            subscribed(gateway, "ActivityFeedLive", after=first.cursor) as second,
            subscribed(gateway, "ActivityFeedLive", scope="FOLLOWING") as third,
            subscribed(gateway, "ActivityFeedLive", as_student) as fourth,
        ):
            for each in (second, third, fourth):
                await each.event()

            sizes = sorted(each.size for each in engines[-1].hub.audiences.values())

    assert sizes == [1, 1, 2]


async def test_a_hundred_who_were_away_are_read_to_together(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as first:
        await first.event()
    for number in range(3):
        await world.project(as_student, f"Missed {number}")
    async with AsyncExitStack() as stack:
        before = statements()
        those = await asyncio.gather(
            *(
                stack.enter_async_context(subscribed(gateway, "ActivityFeedLive", after=first.cursor))
                for _ in range(100)
            )
        )
        for each in those:
            told = [await each.event() for _ in range(4)]
            assert [event["activity"]["reference"]["title"] for event in told[1:]] == [f"Missed {n}" for n in range(3)]

        assert statements() - before < len(those)


async def test_those_who_come_at_once_are_looked_up_together_each_by_their_own_rights(
    gateway: str, as_student: Client
) -> None:
    project = await world.project(as_student, is_private=True)
    people = [as_student, *[await world.person(f"person-{each}") for each in range(19)]]
    payload = {"query": documents()["CommentAdded"].text, "variables": {"project": world.id_of(project)}}
    subscribe = json.dumps({"id": "1", "type": "subscribe", "payload": payload})
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(connected(gateway, token=await token_of(who))) for who in people]
        before = statements()

        await asyncio.gather(*(socket.send(subscribe) for socket in sockets))

        told = [json.loads(await socket.recv()) for socket in sockets]
        assert [frame["type"] for frame in told] == ["next", *["error"] * 19]
        assert told[0]["payload"]["data"]["commentAdded"]["__typename"] == "Checkpoint"
        assert {frame["payload"][0]["extensions"]["code"] for frame in told[1:]} == {"NOT_FOUND"}
        assert statements() - before <= len(people) / 2


async def test_nobody_is_left_behind_in_the_engine_when_all_have_gone(gateway: str) -> None:
    async with connected(gateway), subscribed(gateway, "ActivityFeedLive") as one:
        await one.event()

    async with asyncio.timeout(5):
        while engines[-1].connections.all or engines[-1].hub.audiences:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)
    assert (engines[-1].hub.topics, engines[-1].hub.size) == (0, 0)
