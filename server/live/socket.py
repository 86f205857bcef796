"""One socket that speaks graphql-transport-ws, as the protocol's own text has it."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from django.db import OperationalError as DjangoOperationalError
from psycopg import OperationalError

from domains.kit.viewer import Viewer
from server.identity import InvalidToken, SocketSession, identify
from server.live import counting, protocol
from server.live.connections import Credential
from server.live.engine import Engine
from server.live.operations import Operations
from server.live.outbox import GONE, Outbox
from server.live.protocol import Closed, Code, Complete, Init, Ping, Pong, Subscribe

# A client that says nothing for so long is asked whether it is still there: whatever lies between may forget us.
SILENCE_SECONDS = 25.0
INIT_SECONDS = 10.0

logger = logging.getLogger("gateway.live")


class Socket:
    """A socket, from its opening to its end.

    Args:
        engine: what it listens to.
        send: sends an ASGI message.
        wire: the connection below, where the server gives it.
        session: where it comes from: an address, the name of a program.
        key: the key of the browser's session, if it is a browser's.
    """

    # Most of ten thousand sockets are idle: what each of them holds counts.
    __slots__ = (
        "_closing", "_deadline", "_heard_at", "_is_acknowledged", "_is_introduced", "_is_leaving", "_key", "_send",
        "_wire", "address", "credential", "engine", "is_closed", "operations", "outbox", "session", "viewer",
    )  # fmt: skip

    def __init__(self, engine: Engine, send: Any, wire: Any, session: SocketSession, key: str | None) -> None:
        self.viewer = Viewer.anonymous()
        self.credential: Credential | None = None
        self.address = session.address
        self.session = session
        self.engine = engine
        self.outbox = Outbox(self._send_text, self._stalled, None if wire is None else wire.write)
        self.operations = Operations(self)
        self.is_closed = False
        self._key = key
        self._send = send
        self._wire = wire
        self._heard_at = time.monotonic()
        self._closing: asyncio.Task[None] | None = None
        self._is_introduced = self._is_acknowledged = self._is_leaving = False
        self._deadline: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(INIT_SECONDS, self._overdue)

    async def hear(self, text: str | None) -> None:
        """Do what a message wants."""
        if self.is_closed:
            return
        self._heard_at = time.monotonic()
        try:
            await self._obey(protocol.read(text))
        except Closed as why:
            self.close(why.code, why.reason)
        except Exception:
            # A fault of ours: whoever waits for an answer is not left waiting.
            logger.exception("a message could not be dealt with")
            self.close(Code.INTERNAL, "Internal server error")
        # Who reads no answers is not heard either.
        await self.outbox.room()

    async def _obey(self, message: protocol.Message) -> None:
        """Do what a message wants.

        Raises:
            Closed: it is none that may come now.
        """
        match message:
            case Init(payload):
                await self._introduce(payload)
            case Ping(payload):
                self.outbox.put(protocol.pong(payload))
            case Pong():
                pass
            case Subscribe(id, asked):
                if not self._is_acknowledged:
                    raise Closed(Code.UNAUTHORIZED, "Unauthorized")
                if id in self.operations:
                    raise Closed(Code.EXISTS, f"Subscriber for {id} already exists")
                await self.operations.begin(id, asked)
            case Complete(id):
                self.operations.end(id)

    async def _introduce(self, payload: dict[str, Any] | None) -> None:
        """Learn who asks: by a token, or by the browser's session.

        Raises:
            Closed: it was said before, the token does not count, or there are too many already.
        """
        if self._is_introduced:
            raise Closed(Code.TOO_MANY, "Too many initialisation requests")
        self._is_introduced = True
        self._in_time()
        try:
            await self._identify((payload or {}).get("token"))
        except InvalidToken:
            raise Closed(Code.FORBIDDEN, "Forbidden") from None
        except (OperationalError, DjangoOperationalError):
            raise Closed(Code.TRY_AGAIN_LATER, "Try again later") from None
        if self.engine.connections.is_full_of(self.viewer):
            raise Closed(Code.TOO_MANY, "Too many sockets of this account")
        self.engine.connections.introduce(self)
        self._is_acknowledged = True
        self.outbox.put(protocol.ACKNOWLEDGED)

    async def _identify(self, token: object) -> None:
        if token is not None and not isinstance(token, str):
            raise InvalidToken
        self.viewer = await identify(token, self._key)
        self.credential = Credential.of(self.viewer, token, self._key)
        self.session.token = token

    def beat(self, now: float) -> None:
        """Ask whether the client is still there, if it has said nothing for a while."""
        if self._is_acknowledged and now - self._heard_at >= SILENCE_SECONDS:
            self._heard_at = now
            self.outbox.offer(protocol.PING)

    def sign_out(self) -> None:
        """Close, because whoever is behind it is not signed in as they were."""
        self.close(Code.FORBIDDEN, "Forbidden")

    def leave(self) -> None:
        """Close, because the server stops, as soon as what was begun is answered."""
        self._is_leaving = True
        self.finished()

    def finished(self) -> None:
        """Go on with what waits for operations to finish."""
        if self._is_leaving and not self.operations.are_running:
            self.close(Code.RESTART, "Service restart")

    @property
    def depth(self) -> int:
        """How many texts wait to be sent."""
        return self.outbox.depth

    def close(self, code: Code, reason: str) -> None:
        """Close the socket, behind what is still to be sent."""
        if self.is_closed:
            return
        self.is_closed = True
        counting.closed.add(str(int(code)))
        self._in_time()
        self.operations.end_all()
        self._closing = asyncio.create_task(self._close(int(code), reason))

    def end(self) -> None:
        """Let go of everything: the socket is closed."""
        self.is_closed = True
        self._in_time()
        self.operations.end_all()
        self.outbox.end()

    async def _close(self, code: int, reason: str) -> None:
        await self.outbox.sent()
        self.outbox.end()
        with suppress(*GONE):
            await self._send({"type": "websocket.close", "code": code, "reason": reason})

    def _stalled(self) -> None:
        """Close a socket that takes nothing: a frame would not get through, if it is not put before the rest."""
        counting.stalled.add()
        self.is_closed = True
        self.operations.end_all()
        if self._wire is not None:
            self._wire.give_up(int(Code.TOO_SLOW), "Too slow")

    def _send_text(self, text: str) -> Coroutine[Any, Any, None]:
        sent: Coroutine[Any, Any, None] = self._send({"type": "websocket.send", "text": text})
        return sent

    def _overdue(self) -> None:
        self.close(Code.TIMEOUT, "Connection initialisation timeout")

    def _in_time(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
