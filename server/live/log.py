"""The log in PostgreSQL: what is announced gets its position here, and is read from here.

On a pool of its own: listeners are many and live long, and Django's connections belong to requests.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import class_row
from psycopg_pool import AsyncConnectionPool

from domains.kit import pool as reads
from domains.kit.live import BOUNDS, Announced, Bounds

# Whoever holds this lock moves the outbox; positions are right because only one does at a time.
MOVE_LOCK = 7_411_003
PAGE = 500
POOL_SIZE = 4
# How these connections are told apart in `pg_stat_activity`.
APPLICATION = "gateway live"
WAIT_SECONDS = 5.0

MOVE = """
WITH moved AS (DELETE FROM live_outbox RETURNING id, topic, kind, payload)
INSERT INTO live_log (topic, kind, payload, created_at)
SELECT topic, kind, payload, clock_timestamp() FROM moved ORDER BY id
"""
READ = "SELECT position, topic, kind, payload FROM live_log WHERE position > %s ORDER BY position LIMIT %s"
READ_TOPIC = """
SELECT position, topic, kind, payload FROM live_log
WHERE topic = %s AND position > %s ORDER BY position LIMIT %s
"""


class LiveLog:
    """The log, read and written on connections of its own."""

    def __init__(self, pool: AsyncConnectionPool[AsyncConnection[Any]]) -> None:
        self._pool = pool

    @classmethod
    async def open(cls) -> "LiveLog":
        """Return the log of the database that Django is set up with."""
        pool: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
            kwargs=await reads.parameters(APPLICATION),
            min_size=1,
            max_size=POOL_SIZE,
            timeout=WAIT_SECONDS,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )
        await pool.open()
        return cls(pool)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._pool.close()

    async def move(self) -> int:
        """Give what is committed in the outbox its positions, and return how many events those were."""
        async with self._pool.connection() as server:
            waiting = await (await server.execute("SELECT EXISTS (SELECT FROM live_outbox)")).fetchone()
            if not waiting or not waiting[0]:
                return 0
            async with server.transaction():
                await server.execute("SELECT pg_advisory_xact_lock(%s)", [MOVE_LOCK])
                # A statement of its own: it must see what the last mover committed before it let go of the lock.
                return (await server.execute(MOVE)).rowcount

    async def read(self, after: int, topic: str | None = None) -> Sequence[Announced]:
        """Return a page of what follows a position, on one topic or on all."""
        async with self._pool.connection() as server, server.cursor(row_factory=class_row(Announced)) as cursor:
            if topic is None:
                await cursor.execute(READ, [after, PAGE])
            else:
                await cursor.execute(READ_TOPIC, [topic, after, PAGE])
            return await cursor.fetchall()

    async def bounds(self) -> Bounds:
        """Return where the log begins and ends now."""
        async with self._pool.connection() as server, server.cursor(row_factory=class_row(Bounds)) as cursor:
            await cursor.execute(BOUNDS)
            found = await cursor.fetchone()
        if found is None:
            raise LookupError("the log has no identity: migrate the database")
        return found
