"""How much one socket, one account and one address may want; and that nothing is left of those who want too much."""

import asyncio
import gc
import socket as sockets
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test.utils import override_settings
from websockets.exceptions import InvalidStatus

from domains.projects.models import Project
from server.live import operations
from server.live.audience import Audience
from server.live.listener import Listener
from server.live.operations import Operation, Operations
from server.live.socket import Socket
from tests.support import world
from tests.support.client import Client
from tests.support.faults import locked, until_reads_wait
from tests.support.frames import PING, frame, raw_socket
from tests.support.live import running, token_of, until
from tests.support.sockets import FEED, Peer, introduced, opened, unharmed
from tests.support.streams import requested

KEPT = {Audience, Listener, Operation, Operations, Socket}
MANY = 10_000


def kept() -> Counter[type]:
    """Return how many there are of each kind of thing that lives as long as a socket or an operation."""
    gc.collect()
    return Counter(type(each) for each in gc.get_objects() if type(each) in KEPT)


@pytest.fixture
def _few() -> Iterator[None]:
    """Let a socket have three operations, an account two connections, and an address four."""
    few = {"OPERATIONS_PER_SOCKET": 3, "CONNECTIONS_PER_USER": 2, "CONNECTIONS_PER_ADDRESS": 4}
    with override_settings(**{f"LIVE_{name}": number for name, number in few.items()}):
        yield


@pytest.mark.usefixtures("_few")
async def test_an_operation_too_many_is_refused_and_the_others_go_on(gateway: str, as_student: Client) -> None:
    async with introduced(gateway) as peer, introduced(gateway) as other:
        for id in "abc":
            await peer.ask(id, FEED)
            assert await peer.event(id) == "Checkpoint"

        for query in (FEED, "{ __typename }", "mutation { logout { errors { code } } }"):
            await peer.ask("d", query)
            assert await peer.refusal("d") == "TOO_MANY_OPERATIONS"

        await world.project(as_student)
        assert [await peer.event(id) for id in "abc"] == ["ActivityAdded"] * 3
        await other.ask("d", FEED)
        assert await other.event("d") == "Checkpoint"

        await peer.say("complete", id="b")
        await peer.ask("d", FEED)
        assert await peer.event("d") == "Checkpoint"


async def test_ten_thousand_subscriptions_of_one_socket_harm_nobody_and_leave_nothing(
    gateway: str, as_student: Client
) -> None:
    async with unharmed(gateway, as_student):
        tasks, things = len(asyncio.all_tasks()), kept()
        async with introduced(gateway) as peer:
            asking = asyncio.create_task(ask_many(peer))
            heard = Counter([said(await peer.hear()) for _ in range(MANY)])
            await asking

            assert heard == {"next": 100, "TOO_MANY_OPERATIONS": MANY - 100}
            assert await peer.is_silent()
            await world.project(as_student)
            assert [said(await peer.hear()) for _ in range(100)] == ["next"] * 100

        await until(lambda: len(running().connections.all) == 1)
        await until(lambda: len(asyncio.all_tasks()) <= tasks)
        assert running().hub.size == 1
        assert kept() == things
    await until(lambda: not running().hub.audiences)


async def ask_many(peer: Peer) -> None:
    """Subscribe many times over, each time by another id."""
    for number in range(MANY):
        await peer.ask(f"{number}", FEED)


def said(message: dict[str, object]) -> str:
    """Return of which type a message is; of an error, its code."""
    payload = message["payload"]
    return payload[0]["extensions"]["code"] if isinstance(payload, list) else str(message["type"])


async def test_what_is_begun_and_ended_in_one_breath_leaves_nothing(gateway: str) -> None:
    tasks, things = len(asyncio.all_tasks()), kept()
    async with introduced(gateway) as peer:
        for number in range(300):
            await peer.ask("1", f"subscription {{ a{number}: activityFeed {{ __typename }} }}")
            await peer.say("complete", id="1")
        await peer.say("ping")
        # Some were quicker than the second thought.
        while (message := await peer.hear()) != {"type": "pong"}:
            assert message["type"] == "next"

        assert running().hub.size == 0
        await peer.socket.close()

    await until(lambda: len(asyncio.all_tasks()) <= tasks)
    assert kept() == things


@pytest.mark.usefixtures("_few")
async def test_an_account_has_so_many_sockets_and_another_has_its_own(
    gateway: str, as_student: Client, as_teacher: Client
) -> None:
    token = await token_of(as_student)
    async with introduced(gateway, token=token), introduced(gateway, token=token) as second:
        for _ in range(3):
            async with opened(gateway) as third:
                await third.say("connection_init", payload={"token": token})
                assert await third.closed() == (4429, "Too many sockets of this account")
        async with introduced(gateway, token=await token_of(as_teacher)):
            pass

        await second.socket.close()
        await until(lambda: len(running().connections.all) == 1)
        async with introduced(gateway, token=token):
            pass


@pytest.mark.usefixtures("_few")
async def test_an_accounts_streams_count_as_its_sockets_do(gateway: str, as_student: Client) -> None:
    token = await token_of(as_student)
    asked: dict[str, Any] = {"token": token, "json": {"query": FEED}}
    async with introduced(gateway, token=token), requested(gateway, **asked) as stream:
        assert stream.status_code == 200
        async with requested(gateway, **asked) as refused:
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
        async with opened(gateway) as third:
            await third.say("connection_init", payload={"token": token})
            assert (await third.closed())[0] == 4429

    await until(lambda: not running().connections.all)
    async with requested(gateway, **asked) as stream:
        assert stream.status_code == 200


@pytest.mark.usefixtures("_few")
async def test_an_address_has_so_many_connections(gateway: str) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(3):
            await stack.enter_async_context(opened(gateway))
        stream = await stack.enter_async_context(requested(gateway, json={"query": FEED}))
        assert stream.status_code == 200

        with pytest.raises(InvalidStatus) as refused:
            await stack.enter_async_context(opened(gateway))
        async with requested(gateway, json={"query": FEED}) as another:
            assert another.status_code == 429

    response = refused.value.response
    assert (response.status_code, response.headers["retry-after"]) == (429, "10")
    await until(lambda: not running().connections.all)
    async with introduced(gateway):
        pass


async def test_nothing_is_counted_of_those_who_are_gone(gateway: str, as_student: Client) -> None:
    token = await token_of(as_student)
    async with introduced(gateway, token=token), introduced(gateway) as peer, opened(gateway):
        async with requested(gateway, token=token, json={"query": FEED}) as stream:
            assert stream.status_code == 200
        peer.socket.transport.abort()

    await until(lambda: not running().connections.all)
    with override_settings(LIVE_CONNECTIONS_PER_USER=1, LIVE_CONNECTIONS_PER_ADDRESS=1):
        assert not running().connections.is_full("127.0.0.1")
        assert not running().connections.is_full_of(as_student.viewer)


async def test_what_waited_for_its_turn_is_not_begun_for_who_was_signed_out_meanwhile(
    gateway: str, as_student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_RUNNING", 2)
    async with introduced(gateway, token=await token_of(as_student)) as peer:
        async with locked("projects_project"):
            for id in "ab":
                await peer.ask(id, "{ explore(first: 1) { totalCount } }")
            await peer.ask("c", 'mutation { createProject(input: {title: "Late"}) { errors { code } } }')
            await until_reads_wait(2)

            await sync_to_async(as_student.user.tokens.all().delete)()
            assert await peer.closed() == (4403, "Forbidden")

        await until(lambda: not running().connections.all)
        assert await world.count(Project) == 0


async def test_who_pings_and_does_not_read_is_owed_the_last_answer_only(gateway: str) -> None:
    number, last = 100_000, b"the last one".ljust(125)
    async with raw_socket(gateway) as socket:
        socket.writer.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 65_536)
        for _ in range(0, number, 1_000):
            socket.writer.write(frame(b"x" * 125, opcode=PING) * 1_000)
            await socket.writer.drain()
        socket.writer.write(frame(last, opcode=PING))

        answers = 0
        while (await socket.frame()).payload != last:
            answers += 1
        assert answers < number / 2
