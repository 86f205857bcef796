"""Subscribers: they listen over a real socket to a gateway that really serves."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from asgiref.sync import sync_to_async
from django.db import connection
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from domains.kit.live import Position, here
from domains.kit.models import OutboxEntry
from domains.users import services
from schema.documents import documents
from server.__main__ import SERVING
from server.live.engine import Engine, engines
from tests.support.client import Client

PROTOCOL = Subprotocol("graphql-transport-ws")
PATIENCE_SECONDS = 10.0


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Serve the gateway in this process on a free port, and give its address without the scheme."""
    async with serving() as (address, _):
        yield address


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[str, Callable[[], Coroutine[Any, Any, None]]]]:
    """Serve the gateway likewise, and give how to stop it too, as SIGTERM would; it has stopped when that returns."""
    server = uvicorn.Server(uvicorn.Config("server.asgi:application", port=0, log_config=None, **SERVING))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)

    async def stop() -> None:
        server.should_exit = True
        await task

    try:
        yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", stop
    finally:
        await stop()


def running() -> Engine:
    """Return the live engine of the gateway that serves."""
    [engine] = engines
    return engine


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110 - nobody is told of what ends
            await asyncio.sleep(0.01)


async def settled() -> Position:
    """Wait until everything that was announced is handed out, and return the end of the log."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await OutboxEntry.objects.aexists():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    there = await sync_to_async(here)()
    await until(lambda: running().hub.position >= there.number)
    return there


class Subscriber:
    """One subscription on a socket of its own."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.cursor: str | None = None

    async def frame(self) -> dict[str, Any]:
        """Wait for the next frame."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            frame: dict[str, Any] = json.loads(await self.socket.recv())
        return frame

    async def event(self) -> dict[str, Any]:
        """Wait for the next event."""
        frame = await self.frame()
        assert frame["type"] == "next", frame
        assert "errors" not in frame["payload"], frame
        event: dict[str, Any]
        [event] = frame["payload"]["data"].values()
        self.cursor = event["cursor"]
        return event

    async def is_silent(self) -> bool:
        """Ask the gateway to answer at once, and tell whether that answer is the next thing that comes."""
        await self.socket.send(json.dumps({"type": "ping"}))
        return await self.frame() == {"type": "pong"}

    def abort(self) -> None:
        """Cut the connection, without a word."""
        self.socket.transport.abort()

    async def refusal(self) -> str:
        """Wait for the code with which the subscription is refused."""
        frame = await self.frame()
        assert frame["type"] == "error", frame
        return str(frame["payload"][0]["extensions"]["code"])


@asynccontextmanager
async def connected(address: str, *, token: str | None = None, **headers: str) -> AsyncIterator[ClientConnection]:
    """Open a socket and introduce oneself."""
    async with connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL], additional_headers=headers) as socket:
        await socket.send(json.dumps({"type": "connection_init", "payload": {"token": token} if token else {}}))
        assert json.loads(await socket.recv()) == {"type": "connection_ack"}
        yield socket


@asynccontextmanager
async def subscribed(
    address: str, name: str, who: Client | None = None, *, text: str = "", **variables: Any
) -> AsyncIterator[Subscriber]:
    """Run a named subscription as somebody, or another text in its place."""
    token = await token_of(who) if who is not None and who.user is not None else None
    async with connected(address, token=token) as socket:
        payload = {"query": text or documents()[name].text, "variables": variables}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        yield Subscriber(socket)


@asynccontextmanager
async def broken(table: str) -> AsyncIterator[None]:
    """Let a table be missing inside the block, as after a mishap."""

    @sync_to_async
    def rename(old: str, new: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    await rename(table, f"{table}_away")
    try:
        yield
    finally:
        await rename(f"{table}_away", table)


async def token_of(who: Client) -> str:
    """Give somebody a token."""
    return await sync_to_async(services.create_token)(user_id=who.user.pk, name="live")
