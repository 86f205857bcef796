"""The connections that listen: sockets and streams. Who they are, how many, how they are looked after, how they end."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Hashable, Iterable
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from django.conf import settings

from domains.kit.viewer import Viewer
from domains.users.rules import token_hash
from server.live.patience import forever

T = TypeVar("T")

# After so many others get their turn.
SLICE = 64
# How long what writes may go on once the server is to stop.
GRACE_SECONDS = 10.0
# How often all are looked at.
PULSE_SECONDS = 5.0


class Credential(NamedTuple):
    """What a connection was signed in by: a token's hash, or the key of a session."""

    is_token: bool
    secret: str

    @classmethod
    def of(cls, viewer: Viewer, token: str | None, key: str | None) -> "Credential | None":
        """Return by what a viewer is signed in: a token goes before the cookie."""
        if viewer.user_id is None:
            return None
        return cls(True, token_hash(token)) if token is not None else cls(False, key or "")  # noqa: FBT003


class Connection(Protocol):
    """A socket or a stream."""

    viewer: Viewer
    credential: Credential | None
    address: str | None

    def beat(self, now: float) -> None:
        """Say something, if there was silence for too long."""

    def sign_out(self) -> None:
        """End, because whoever is behind it is not, or no longer as they were, signed in."""

    def leave(self) -> None:
        """End, because the server stops, as soon as what was begun is done."""

    @property
    def depth(self) -> int:
        """How many texts wait to be sent."""


class Connections:
    """All connections of this process."""

    def __init__(self) -> None:
        # And whose each of them is counted as.
        self.all: dict[Connection, UUID | None] = {}
        self.is_leaving = False
        self._by: Counter[Hashable] = Counter()
        self._leaving: asyncio.Task[None] | None = None
        self._unfinished: set[asyncio.Task[None]] = set()

    @property
    def depth(self) -> int:
        """How many texts wait to be sent."""
        return sum(connection.depth for connection in self.all)

    def is_full(self, address: str | None) -> bool:
        """Tell whether as many are open from an address as may be."""
        return self._by[("address", address)] >= settings.LIVE_CONNECTIONS_PER_ADDRESS

    def is_full_of(self, viewer: Viewer) -> bool:
        """Tell whether as many are open by somebody as may be."""
        return viewer.user_id is not None and self._by[viewer.user_id] >= settings.LIVE_CONNECTIONS_PER_USER

    def add(self, connection: Connection) -> None:
        """Look after a connection."""
        self.all[connection] = None
        self._by[("address", connection.address)] += 1
        self.introduce(connection)
        if self.is_leaving:
            connection.leave()

    def introduce(self, connection: Connection) -> None:
        """Count a connection as somebody's, as soon as it is known whose it is."""
        user_id = self.all[connection] = connection.viewer.user_id
        if user_id is not None:
            self._by[user_id] += 1

    def remove(self, connection: Connection) -> None:
        """Look after a connection no longer."""
        if connection in self.all:
            self._less(("address", connection.address))
            user_id = self.all.pop(connection)
            if user_id is not None:
                self._less(user_id)

    def leave(self) -> None:
        """End all, because the server stops; called more than once, it is done once."""
        if not self.is_leaving:
            self.is_leaving = True
            self._leaving = asyncio.create_task(self._leave())

    def finish(self, work: asyncio.Task[None]) -> None:
        """Bring something to its end, whoever is still there to hear of it."""
        self._unfinished.add(work)
        work.add_done_callback(self._unfinished.discard)

    async def finished(self) -> None:
        """Wait until everything is done that was begun, but not for ever."""
        if self._unfinished:
            await asyncio.wait(self._unfinished, timeout=GRACE_SECONDS)

    async def pulse(self) -> None:
        """Let connections say something where there was silence for too long, until cancelled."""
        await forever(self._turn, "not everybody was asked whether they are still there")

    async def _turn(self) -> None:
        await asyncio.sleep(PULSE_SECONDS)
        await self.beat()

    async def beat(self) -> None:
        """Let connections say something where there was silence for too long."""
        now = time.monotonic()
        async for connection in in_turns(list(self.all)):
            connection.beat(now)

    async def _leave(self) -> None:
        async for connection in in_turns(list(self.all)):
            connection.leave()

    def _less(self, key: Hashable) -> None:
        self._by[key] -= 1
        if self._by[key] <= 0:
            del self._by[key]


async def in_turns(those: Iterable[T]) -> AsyncIterator[T]:
    """Give one after the other, and others their turn in between."""
    for number, each in enumerate(those, 1):
        yield each
        if number % SLICE == 0:
            await asyncio.sleep(0)
