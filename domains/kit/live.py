"""Live events as the domains see them: `announce` what happened, and it is told to all who may hear of it.

Every event is a row with a position, written in the transaction of what it tells of: the log is the truth, and
whatever wakes a listener only says "look again".
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import InterfaceError, OperationalError, connection, transaction
from psycopg_pool import PoolTimeout

from domains.kit import cursors
from domains.kit.errors import InvalidCursor
from domains.kit.models import OutboxEntry

PURPOSE = "live"
# What passes by itself: a database that is away for a while.
PASSING = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout)
POSITION_BYTES = 8
LOG_BYTES = 16

# The processes that move the outbox register here to hear of commits.
_bells: list[Callable[[], object]] = []
_is_silent: ContextVar[bool] = ContextVar("is_silent", default=False)


BOUNDS = """
SELECT id AS log, pruned_through, greatest(pruned_through, (SELECT max(position) FROM live_log)) AS head
FROM live_log_identity WHERE is_current
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which log it is, up to where it was pruned, and its last position."""

    log: UUID
    pruned_through: int
    head: int


@dataclass(frozen=True, slots=True)
class Announced:
    """An event of the log, and when it got its position there."""

    position: int
    topic: str
    kind: str
    payload: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a log; the log's identity tells it from a copy's or a predecessor's."""

    log: UUID
    number: int

    def cursor(self) -> str:
        """Return the position as clients carry it."""
        return cursors.sign(PURPOSE, self.log.bytes + self.number.to_bytes(POSITION_BYTES, "big"))

    @classmethod
    def of(cls, cursor: str) -> "Position":
        """Return the position of a cursor.

        Raises:
            InvalidCursor: it was changed, or given out for something else.
        """
        raw = cursors.read(PURPOSE, cursor)
        if len(raw) != LOG_BYTES + POSITION_BYTES:
            raise InvalidCursor
        return cls(UUID(bytes=raw[:LOG_BYTES]), int.from_bytes(raw[LOG_BYTES:], "big"))


def here() -> Position:
    """Return the end of the log as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS)
        bounds = Bounds(*cursor.fetchone())
    return Position(bounds.log, bounds.head)


def announce(topic: str, kind: str, **payload: Any) -> None:
    """Write an event down, in the transaction of what it tells of: keys and plain values, no rendered objects."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{kind} was announced outside a transaction")
    if _is_silent.get():
        return
    OutboxEntry.objects.create(topic=topic, kind=kind, payload=payload)
    transaction.on_commit(_ring)


@contextmanager
def silently() -> Iterator[None]:
    """Let nothing be announced inside the block: what is loaded from files is no news."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def on_commit_of_announcements(bell: Callable[[], object]) -> Callable[[], None]:
    """Let `bell` be called, on any thread, whenever this process commits an announcement; return how to end that."""
    _bells.append(bell)
    return lambda: _bells.remove(bell)


def _ring() -> None:
    for bell in _bells:
        bell()
