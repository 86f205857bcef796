"""A client's end of a socket, down to single messages of the protocol; and those beside it, who must not be harmed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support import world
from tests.support.client import Client
from tests.support.live import PATIENCE_SECONDS, PROTOCOL, connected, subscribed

FEED = "subscription { activityFeed { __typename ... on LiveEvent { cursor } } }"


class Peer:
    """Who talks to the gateway over a socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, text: str) -> None:
        """Send a text as it is."""
        await self.socket.send(text)

    async def say(self, type: str, **rest: object) -> None:
        """Send a message."""
        await self.send(json.dumps({"type": type} | rest))

    async def ask(self, id: str, query: str, **rest: object) -> None:
        """Begin an operation."""
        await self.say("subscribe", id=id, payload={"query": query} | rest)

    async def hear(self) -> dict[str, Any]:
        """Wait for the next message."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        return message

    async def result(self, id: str) -> dict[str, Any]:
        """Wait for the one result of an operation, and for its end."""
        message = await self.hear()
        assert (message["id"], message["type"]) == (id, "next"), message
        assert await self.hear() == {"id": id, "type": "complete"}
        payload: dict[str, Any] = message["payload"]
        return payload

    async def event(self, id: str) -> str:
        """Wait for the next event of the feed, and return of which type it is."""
        message = await self.hear()
        assert (message["id"], message["type"]) == (id, "next"), message
        return str(message["payload"]["data"]["activityFeed"]["__typename"])

    async def refusal(self, id: str) -> str:
        """Wait for the error of an operation, and return its code."""
        message = await self.hear()
        assert (message["id"], message["type"]) == (id, "error"), message
        return str(message["payload"][0]["extensions"]["code"])

    async def is_silent(self) -> bool:
        """Ask the gateway to answer at once, and tell whether that answer is the next thing that comes."""
        await self.say("ping")
        return await self.hear() == {"type": "pong"}

    async def closed(self) -> tuple[int, str]:
        """Wait until the gateway closes the socket, without another word; return the code and the reason."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(ConnectionClosed) as closed:
                raise AssertionError(await self.socket.recv())
        assert closed.value.rcvd is not None, "the connection was cut"
        return closed.value.rcvd.code, closed.value.rcvd.reason


@asynccontextmanager
async def opened(address: str, **options: Any) -> AsyncIterator[Peer]:
    """Open a socket, and say nothing yet."""
    async with connect(f"ws://{address}/graphql", subprotocols=[PROTOCOL], **options) as socket:
        yield Peer(socket)


@asynccontextmanager
async def introduced(address: str, *, token: str | None = None) -> AsyncIterator[Peer]:
    """Open a socket and introduce oneself."""
    async with connected(address, token=token) as socket:
        yield Peer(socket)


@asynccontextmanager
async def unharmed(address: str, who: Client) -> AsyncIterator[None]:
    """Make sure that what happens inside the block harms nobody else: who listens hears on, who asks is answered."""
    async with subscribed(address, "ActivityFeedLive") as witness:
        assert (await witness.event())["__typename"] == "Checkpoint"
        yield
        await world.project(who, "Heard all the same")
        # What happened inside the block is heard before.
        while (await witness.event())["activity"]["reference"]["title"] != "Heard all the same":
            continue
    async with introduced(address) as peer:
        await peer.ask("1", "{ __typename }")
        assert await peer.result("1") == {"data": {"__typename": "Query"}}
