"""A database that cannot be asked: who asks is told to try again, and who listens hears everything later."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from django.conf import settings
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from domains.kit import pool
from server.live import engine
from tests.support import world
from tests.support.client import Client
from tests.support.hearing import CHECKPOINT, hearing
from tests.support.live import PROTOCOL, connected, subscribed, token_of


@asynccontextmanager
async def taken(lender: pool.Lender, number: int) -> AsyncIterator[None]:
    """Let all connections of a kind be taken."""
    async with AsyncExitStack() as stack:
        for _ in range(number):
            await stack.enter_async_context(lender.connection())
        yield


async def answer(socket: ClientConnection, query: str, **variables: Any) -> dict[str, Any]:
    """Ask over a socket and return the first message about it."""
    await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}))
    message: dict[str, Any] = json.loads(await socket.recv())
    return message


async def test_a_query_is_refused_and_its_socket_lives_on(gateway: str) -> None:
    async with connected(gateway) as socket:
        async with taken(pool.reads, settings.DATABASE_POOL_SIZE):
            refused = await answer(socket, "{ explore { totalCount } }")

        assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "UNAVAILABLE")
        assert (await answer(socket, "{ explore { totalCount } }"))["type"] == "next"


async def test_a_subscription_whose_rights_cannot_be_asked_is_refused(gateway: str, as_student: Client) -> None:
    project = world.id_of(await world.project(as_student))
    query = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }"
    async with connected(gateway) as socket:
        async with taken(pool.tells, pool.LIVE_CONNECTIONS):
            refused = await answer(socket, query, p=project)

        assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "UNAVAILABLE")
        again = await answer(socket, query, p=project)
        assert again["payload"] == {"data": {"commentAdded": {"__typename": "Checkpoint"}}}


async def test_who_cannot_be_identified_is_told_to_come_back_later(gateway: str, as_student: Client) -> None:
    token = await token_of(as_student)
    async with (
        taken(pool.reads, settings.DATABASE_POOL_SIZE),
        connect(f"ws://{gateway}/graphql", subprotocols=[PROTOCOL]) as socket,
    ):
        await socket.send(json.dumps({"type": "connection_init", "payload": {"token": token}}))
        with pytest.raises(ConnectionClosed) as end:
            await socket.recv()

    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1013


async def test_who_listens_hears_it_all_as_soon_as_it_can_be_asked_again(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()

        async with taken(pool.tells, pool.LIVE_CONNECTIONS):
            for number in range(3):
                await world.project(as_student, f"Unheard {number}")
            # Longer than anybody waits for a connection.
            await asyncio.sleep(2.0)

        told = [(await ticker.event())["activity"]["reference"]["title"] for _ in range(3)]
        assert told == [f"Unheard {number}" for number in range(3)]


async def test_an_engine_that_starts_meanwhile_begins_as_soon_as_it_can_be_asked() -> None:
    async with AsyncExitStack() as stack:
        async with taken(pool.live, pool.LIVE_CONNECTIONS):
            starting = asyncio.create_task(stack.enter_async_context(engine.running()))
            # Longer than anybody waits for a connection.
            await asyncio.sleep(2.0)
            assert not starting.done()

        live = await starting
        with hearing(live, "activity") as hearer:
            assert await hearer.event() == CHECKPOINT
