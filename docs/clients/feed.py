# ruff: noqa: INP001 - to be copied, not imported
"""Listens with `websockets` alone, and goes on where it was cut."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

PROTOCOL = Subprotocol("graphql-transport-ws")
# Coming back would change nothing.
FINAL = {4400, 4401, 4403, 4406, 4409, 4500}


class Refused(Exception):  # noqa: N818 - it is an answer
    """The gateway does not tell this."""


async def listen(
    url: str, query: str, variables: dict[str, Any] | None = None, token: str | None = None
) -> AsyncIterator[dict[str, Any]]:
    """Give the events of a subscription, across cuts.

    Raises:
        Refused: it is not told, or no more.
        ConnectionClosed: for a reason that does not pass by itself.
    """
    given = dict(variables or {})
    # It pings, and waits longer and longer where nobody answers.
    async for socket in connect(url, subprotocols=[PROTOCOL]):
        try:
            async for event in _heard(socket, {"query": query, "variables": given}, token):
                given["after"] = event["cursor"]
                yield event
        except ConnectionClosed as closed:
            if closed.rcvd and closed.rcvd.code in FINAL:
                raise
        await asyncio.sleep(1)


async def _heard(socket: ClientConnection, payload: dict[str, Any], token: str | None) -> AsyncIterator[dict[str, Any]]:
    """Give the events that come over one socket, until it closes or the gateway cannot tell them now."""
    await socket.send(json.dumps({"type": "connection_init", "payload": {"token": token}}))
    async for text in socket:
        frame = json.loads(text)
        match frame["type"]:
            case "connection_ack":
                await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            case "ping":
                await socket.send('{"type":"pong"}')
            case "next":
                [event] = frame["payload"]["data"].values()
                yield event
            case "error":
                if frame["payload"][0]["extensions"]["code"] != "UNAVAILABLE":
                    raise Refused(frame["payload"])
                return
