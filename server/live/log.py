"""The log in PostgreSQL: what is announced gets its position here, and is read from here."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import psycopg

from domains.kit import pool
from domains.kit.live import BOUNDS, Announced, Bounds

# Whoever holds this lock moves the outbox; positions are right because only one does at a time.
MOVE_LOCK = 7_411_003
# So many events at once: what is more is moved, and read, in turns.
PAGE = 500

WAITING = "SELECT EXISTS (SELECT FROM live_outbox)"
LOCK = "SELECT pg_advisory_xact_lock(%s)"
# What it reads of the log it reads as it was before the statement.
MOVE = f"""
WITH moved AS (
    DELETE FROM live_outbox WHERE id IN (SELECT id FROM live_outbox ORDER BY id LIMIT {PAGE})
    RETURNING id, topic, kind, payload
), placed AS (
    INSERT INTO live_log (topic, kind, payload, created_at)
    SELECT topic, kind, payload, clock_timestamp() FROM moved ORDER BY id
    RETURNING position, topic, kind, payload, created_at
)
SELECT bounds.*, placed.* FROM ({BOUNDS}) AS bounds LEFT JOIN placed ON TRUE ORDER BY position
"""  # noqa: S608 - our own words
EVENTS = (
    "SELECT position, topic, kind, payload, created_at FROM live_log WHERE position > %s{} ORDER BY position LIMIT %s"
)
# Bounds and events of one moment: what is missing was pruned, and what is not was there.
READ = f"""
SELECT bounds.*, page.* FROM ({BOUNDS}) AS bounds LEFT JOIN LATERAL ({EVENTS}) AS page ON TRUE ORDER BY position
"""  # noqa: S608 - our own words
READ_ALL, READ_TOPIC = READ.format(""), READ.format(" AND topic = %s")
# How many columns of a row are the bounds.
OWN = len(Bounds.__dataclass_fields__)


class Page(NamedTuple):
    """What follows a position, and where the log began and ended when it was read."""

    bounds: Bounds
    events: Sequence[Announced]
    most: int

    @property
    def is_whole(self) -> bool:
        """Whether there was nothing more."""
        return len(self.events) < self.most


class LiveLog:
    """The log, read and written on connections of its own: listeners are many and live long."""

    async def is_waiting(self) -> bool:
        """Tell whether something that was announced has no position yet."""
        async with pool.live.connection() as server:
            row = await (await server.execute(WAITING)).fetchone()
        return bool(row and row[0])

    async def move(self) -> Page:
        """Give what is committed in the outbox its positions; return it, with the bounds as they were before.

        Raises:
            psycopg.Error: it may have been moved all the same, or not.
        """
        async with pool.live.connection() as server:
            try:
                async with server.pipeline():
                    await server.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
                    await server.execute(LOCK, [MOVE_LOCK])
                    # A statement of its own: it must see what the last mover committed before it let go of the lock.
                    moved = await server.execute(MOVE, prepare=True)
                    await server.execute("COMMIT")
            except psycopg.Error:
                await server.rollback()
                raise
            return _page(await moved.fetchall(), PAGE)

    async def read(self, after: int, topic: str | None = None, *, most: int = PAGE) -> Page:
        """Return what follows a position, on one topic or on all."""
        async with pool.live.connection() as server:
            if topic is None:
                rows = await server.execute(READ_ALL, [after, most], prepare=True)
            else:
                rows = await server.execute(READ_TOPIC, [after, topic, most], prepare=True)
            return _page(await rows.fetchall(), most)

    async def bounds(self) -> Bounds:
        """Return where the log begins and ends now."""
        return (await self.read(0, most=0)).bounds


def _page(rows: Sequence[tuple[Any, ...]], most: int) -> Page:
    if not rows:
        raise LookupError("the log has no identity: migrate the database")
    events = [Announced(*row[OWN:]) for row in rows if row[OWN] is not None]
    return Page(Bounds(*rows[0][:OWN]), events, most)
