"""Subscribers: what they hear, and when, kept cheaply enough for ten thousand of them."""

import asyncio
import json
import random
from array import array
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from domains.kit.live import Position
from schema.documents import documents
from tests.support.load.sockets import Socket, Unopened

PATH = "/graphql"
ACKNOWLEDGED, PING, PONG = b'{"type":"connection_ack"}', b'{"type":"ping"}', b'{"type":"pong"}'
NEXT, CURSOR, TYPENAME = b'{"id":"1","type":"next"', b'"cursor":"', b'"__typename":"'
# Who cannot open a socket tries again, later and later.
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.1, 2.0
PATIENCE_SECONDS = 30.0
# The position of each cursor that was heard: most are heard by many.
_positions: dict[bytes, int] = {}


@dataclass(frozen=True)
class Wanted:
    """What is listened to.

    Args:
        document: the named operation.
        topic: under which its events are in the log.
        variables: what it is given.
    """

    document: str
    topic: str
    variables: Mapping[str, Any] = field(default_factory=dict)

    def subscribe(self, after: str | None) -> bytes:
        """Return the message that begins to listen."""
        variables = dict(self.variables) if after is None else {**self.variables, "after": after}
        payload = {"query": documents()[self.document].text, "variables": variables}
        return json.dumps({"id": "1", "type": "subscribe", "payload": payload}).encode()


class Subscriber:
    """One subscription on a socket of its own.

    Args:
        address: of the gateway, without the scheme.
        wanted: what it listens to.
        token: whose subscription it is; nobody's without one.
    """

    def __init__(self, address: str, wanted: Wanted, token: str | None = None) -> None:
        self.wanted = wanted
        self.positions = array("q")
        self.times = array("d")
        self.start: int | None = None
        # Up to where all is told.
        self.place = 0
        self.cursor: str | None = None
        self.resyncs = self.broken = 0
        self.last = b""
        self.socket: Socket | None = None
        self._address = address
        self._token = token
        self._greeted: asyncio.Future[None] | None = None

    async def open(self, *, after: str | None = None) -> None:
        """Open a socket and subscribe, and wait until told where one stands.

        Raises:
            Unopened, OSError, TimeoutError
        """
        self._greeted = asyncio.get_running_loop().create_future()
        self._after = after
        async with asyncio.timeout(PATIENCE_SECONDS):
            self.socket = await Socket.open(self._address, PATH, self._hear)
            payload = {"token": self._token} if self._token else {}
            self.socket.say(json.dumps({"type": "connection_init", "payload": payload}).encode())
            await asyncio.wait((self._greeted, self.socket.lost), return_when=asyncio.FIRST_COMPLETED)
        if not self._greeted.done():
            raise Unopened(f"the socket was closed: {self.socket.code}")
        await self._greeted

    def cut(self) -> None:
        """End the connection without a word."""
        if self.socket is not None:
            self.socket.cut()

    def stall(self) -> None:
        """Read nothing any more."""
        if self.socket is not None:
            self.socket.transport.pause_reading()

    def go_on(self) -> None:
        """Read again."""
        if self.socket is not None:
            self.socket.transport.resume_reading()

    def _hear(self, payload: bytes, now: float) -> None:
        if payload.startswith(NEXT):
            self._note(payload, now)
        elif payload == PING:
            self._say(PONG)
        elif payload == ACKNOWLEDGED:
            self._say(self.wanted.subscribe(self._after))
        elif self._greeted is not None and not self._greeted.done():
            self._greeted.set_exception(Unopened(payload.decode()))
        elif payload != PONG:
            # A subscription that was refused after all: its socket is of no use.
            self.broken += 1
            self.cut()

    def _say(self, text: bytes) -> None:
        if self.socket is not None:
            self.socket.say(text)

    def _note(self, payload: bytes, now: float) -> None:
        at, kind = payload.find(CURSOR) + len(CURSOR), payload.find(TYPENAME) + len(TYPENAME)
        if at < len(CURSOR) or kind < len(TYPENAME):
            self.broken += 1
            return
        cursor = payload[at : payload.find(b'"', at)]
        self.place = position_of(cursor)
        self.cursor = cursor.decode()
        if payload.startswith(b"Checkpoint", kind):
            self._greet()
        elif payload.startswith(b"Resync", kind):
            self.resyncs += 1
            self._greet()
        else:
            self.positions.append(self.place)
            self.times.append(now)
            self.last = payload

    def _greet(self) -> None:
        if self.start is None:
            self.start = self.place
        if self._greeted is not None and not self._greeted.done():
            self._greeted.set_result(None)


class Resuming(Subscriber):
    """One that comes back whenever it was cut off, and goes on after the last cursor."""

    openings = refusals = 0
    # When it was last told where it stands.
    opened_at = 0.0

    async def follow(self) -> None:
        """Listen until cancelled."""
        wait = FIRST_WAIT_SECONDS
        try:
            while True:
                try:
                    await self.open(after=self.cursor)
                    self.openings += 1
                    self.opened_at = asyncio.get_running_loop().time()
                    wait = FIRST_WAIT_SECONDS
                    assert self.socket is not None
                    await self.socket.lost
                except (Unopened, OSError, TimeoutError):
                    self.refusals += 1
                self.cut()
                await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - not for secrets
                wait = min(2 * wait, LONGEST_WAIT_SECONDS)
        finally:
            self.cut()


def position_of(cursor: bytes) -> int:
    """Return the number of a cursor's position."""
    number = _positions.get(cursor)
    if number is None:
        number = _positions[cursor] = Position.of(cursor.decode()).number
    return number


async def open_all(subscribers: list[Any], *, at_once: int = 64) -> None:
    """Open the sockets of many, so many at once."""
    waiting = iter(subscribers)

    async def some() -> None:
        for subscriber in waiting:
            await subscriber.open()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(some())


async def heard_all(subscribers: list[Any], position: int, *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait until all have heard of a position, or for so long; tell whether they have."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            for subscriber in subscribers:
                while subscriber.place < position:  # noqa: ASYNC110 - it costs less than a future for each frame
                    await asyncio.sleep(0.02)
            return True
    return False
