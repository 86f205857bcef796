"""A server that stops: what was begun is answered, then everybody is told to come back, and has lost nothing."""

import asyncio
import json
import time
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from domains.projects.models import Project
from schema.documents import documents
from server.live.engine import engines
from tests.support import faults, world
from tests.support.client import Client
from tests.support.live import connected, serving, subscribed, token_of, until
from tests.support.streams import listening

CREATE = 'mutation { createProject(input: {title: "At the last moment"}) { project { title } errors { code } } }'
WRITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock' AND query LIKE '%projects_project%'"
)
PATIENCE_SECONDS = 10.0


async def code_of(socket: Any) -> int:
    """Wait for the code with which a socket is closed; nothing else may come."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        with pytest.raises(ConnectionClosed) as end:
            await socket.recv()
    assert end.value.rcvd is not None
    return end.value.rcvd.code


async def until_somebody_writes() -> None:
    """Wait until a mutation waits for the table of projects."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await faults.looked_up(WRITING) == 0:  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)


async def test_sockets_are_closed_with_1012_at_once_when_nothing_is_under_way(as_student: Client) -> None:
    async with (
        serving() as (address, stop),
        subscribed(address, "ActivityFeedLive", as_student) as ticker,
        connected(address) as idle,
    ):
        await ticker.event()
        began = time.monotonic()

        stopping = asyncio.create_task(stop())

        assert [await code_of(ticker.socket), await code_of(idle)] == [1012, 1012]
        await stopping
        assert time.monotonic() - began < 5.0


async def test_a_mutation_that_is_under_way_is_done_and_answered_before_its_socket_closes(as_student: Client) -> None:
    async with serving() as (address, stop), connected(address, token=await token_of(as_student)) as socket:
        async with faults.locked("projects_project"):
            await socket.send(json.dumps({"id": "m", "type": "subscribe", "payload": {"query": CREATE}}))
            await until_somebody_writes()
            stopping = asyncio.create_task(stop())
            await asyncio.sleep(0.3)  # the server is told, and waits

        made = {"createProject": {"project": {"title": "At the last moment"}, "errors": []}}
        assert json.loads(await socket.recv()) == {"id": "m", "type": "next", "payload": {"data": made}}
        assert json.loads(await socket.recv()) == {"id": "m", "type": "complete"}
        assert await code_of(socket) == 1012
        await stopping

    assert await world.count(Project, title="At the last moment") == 1


async def test_who_comes_back_to_the_next_server_has_lost_nothing(as_student: Client) -> None:
    async with serving() as (address, stop), subscribed(address, "ActivityFeedLive") as ticker:
        await ticker.event()
        await world.project(as_student, "Before")
        await ticker.event()
        await stop()
    await world.project(as_student, "In between")

    async with serving() as (address, _), subscribed(address, "ActivityFeedLive", after=ticker.cursor) as again:
        await again.event()
        assert (await again.event())["activity"]["reference"]["title"] == "In between"


async def test_a_stream_ends_without_saying_that_it_is_complete(as_student: Client) -> None:
    body = {"query": documents()["ActivityFeedLive"].text}
    async with (
        serving() as (address, stop),
        httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client,
        client.stream("POST", f"http://{address}/graphql/stream", json=body) as response,
    ):
        lines = response.aiter_lines()
        while not (await anext(lines)).startswith("data:"):
            pass

        await stop()

        assert "event: complete" not in [line async for line in lines]


async def test_a_server_does_not_stop_before_a_stream_is_written_whose_client_has_hung_up(as_student: Client) -> None:
    async with serving() as (address, stop), faults.locked("projects_project"):
        async with listening(address, CREATE, token=await token_of(as_student)) as told:
            await told.block()
            await until_somebody_writes()
        await until(lambda: not engines[-1].connections.all)

        stopping = asyncio.create_task(stop())
        await asyncio.wait([stopping], timeout=1.0)
        assert not stopping.done()

    assert await world.count(Project, title="At the last moment") == 1


async def test_a_stream_that_is_not_heard_yet_does_not_hold_up_a_server_that_stops(as_student: Client) -> None:
    project = await world.project(as_student)
    query, given = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }", {"p": world.id_of(project)}
    async with serving() as (address, stop), AsyncExitStack() as stack:
        async with faults.locked("projects_project"):
            told = await stack.enter_async_context(listening(address, query, given))
            await told.block()
            stopping = asyncio.create_task(stop())
            await until(lambda: engines[-1].connections.is_leaving)
        began = time.monotonic()

        await stopping
        assert time.monotonic() - began < 5.0
