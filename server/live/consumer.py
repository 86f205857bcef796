"""GraphQL over a WebSocket: who may open a socket, and what comes in over it."""

import asyncio
from contextlib import suppress
from itertools import count
from typing import Any

from channels.consumer import AsyncConsumer

from server.http.cors import require_origin
from server.http.headers import read_headers
from server.http.hosts import require_host
from server.http.refusals import BadRequest
from server.identity import SocketSession, session_key
from server.live.connections import Connections
from server.live.protocol import SUBPROTOCOL, Code
from server.live.socket import Socket

TOO_MANY_REQUESTS = 429
# So many messages of one socket are heard before others get their turn.
AT_ONCE = 8


class Consumer(AsyncConsumer):
    """One socket, without what Channels has for others: a channel, a second task, and dispatching by name."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Accompany a socket from its opening to its end."""
        await receive()
        live, headers = scope["state"]["live"], read_headers(scope["headers"])
        client = scope.get("client")
        address = client[0] if client else None
        refusal = _refusal(scope, headers, live.connections, address)
        if refusal is not None:
            await _deny(scope, send, refusal)
            return
        if SUBPROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": Code.NOT_ACCEPTABLE, "reason": "Subprotocol not acceptable"})
            return
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        wire = scope["state"].get("wire")
        if wire is not None:
            wire.narrow()
            wire.forget_head()
        origin = SocketSession(None, address, headers.get("user-agent", ""))
        await _talk(Socket(live, send, wire, origin, session_key(headers.get("cookie", ""))), receive)


async def _talk(socket: Socket, receive: Any) -> None:
    """Hear a socket until it closes."""
    connections = socket.engine.connections
    connections.add(socket)
    try:
        for number in count(1):
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            await socket.hear(message.get("text"))
            # Of many that came at once, most are heard without waiting: others get their turn in between.
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
    finally:
        socket.end()
        connections.remove(socket)


def _refusal(scope: Any, headers: dict[str, str], connections: Connections, address: str | None) -> BadRequest | None:
    """Return why somebody may not open a socket, if so: pages of other sites may not, nor under foreign names."""
    try:
        require_origin(headers.get("origin"), host=require_host(scope, headers))
    except BadRequest as refusal:
        return refusal
    if connections.is_full(address):
        return BadRequest("Too many sockets of this address.", status=TOO_MANY_REQUESTS)
    return None


async def _deny(scope: Any, send: Any, refusal: BadRequest) -> None:
    """Refuse to open a socket."""
    if refusal.status == TOO_MANY_REQUESTS and "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"retry-after", b"10"), (b"content-type", b"application/json")]
        await send({"type": "websocket.http.response.start", "status": TOO_MANY_REQUESTS, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": refusal.body()})
        return
    with suppress(OSError):
        await send({"type": "websocket.close", "code": Code.FORBIDDEN})
