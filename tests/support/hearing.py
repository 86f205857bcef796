"""Listeners without a socket: they hear what the engine tells, by the names that were announced."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from domains.kit.live import Announced, Position
from domains.kit.subscriptions import Growing
from schema.admission import Admission
from schema.preparing import NotPrepared
from schema.telling import Told
from server.live.engine import Engine
from server.live.listener import Listener

CHECKPOINT, RESYNC = "a checkpoint", "a resync"


class Names:
    """Tells everybody the name of every event."""

    admission: Admission | None = None
    withdraws: frozenset[str] = frozenset()
    growing: Growing | None = None

    def __init__(self, name: str, log: UUID) -> None:
        self.name = name
        self._log = log

    async def texts(self) -> dict[str, str]:
        """Know of nothing that grows."""
        return {}

    def piece(self, number: int, key: str, offset: int, text: str) -> str:  # noqa: ARG002
        """Tell a piece as it is."""
        return text

    async def admitted(self, viewers: Sequence[UUID | None]) -> set[UUID | None]:
        """Admit everybody."""
        return set(viewers)

    def refusal(self) -> NotPrepared:
        """Refuse nobody."""
        return NotPrepared([], is_broken=False)

    def cursor(self, number: int) -> str:
        """Return a position as it is."""
        return str(number)

    def checkpoint(self, number: int) -> str:  # noqa: ARG002
        """Say where the listener stands."""
        return CHECKPOINT

    def resync(self, number: int) -> str:  # noqa: ARG002
        """Say that there is a gap."""
        return RESYNC

    async def told(self, events: Sequence[Announced], viewers: Sequence[UUID | None]) -> list[Told]:
        """Tell all of them to all."""
        return [Told(each.position, str(each.position), dict.fromkeys(viewers, each.payload["id"])) for each in events]


class Hearer:
    """Who listens."""

    def __init__(self, log: UUID) -> None:
        self.has_room = True
        self.place = Position(log, 0)
        self._log = log
        self._heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self._waiting: list[Callable[[], None]] = []

    def offer(self, cursor: str, payload: Any) -> bool:
        """Take an event, if there is room for it."""
        if self.has_room:
            self._heard.put_nowait((cursor, payload))
        return self.has_room

    def when_roomy(self, callback: Callable[[], None]) -> None:
        """Call something as soon as there is room again."""
        self._waiting.append(callback)

    def refuse(self, errors: list[Any]) -> None:
        """Never happens."""
        raise AssertionError(errors)

    def take_more(self) -> None:
        """Have room again."""
        self.has_room = True
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            callback()

    async def event(self) -> Any:
        """Wait for the next event and return its name."""
        cursor, name = await self._heard.get()
        self.place = Position(self._log, int(cursor))
        return name


@contextmanager
def hearing(live: Engine, topic: str, after: Position | None = None) -> Iterator[Hearer]:
    """Let somebody listen to a topic, from now on or after a position, for as long as the block lasts."""
    hearer = Hearer(live.log_id)
    here = live.hub.position if after is None else after.number
    listener = Listener(None, hearer, here)
    audience = live.hub.join(topic, Names(topic, live.log_id), listener, is_late=after is not None)
    try:
        yield hearer
    finally:
        live.hub.leave(topic, audience, listener)
