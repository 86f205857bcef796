"""Connections for what runs on the event loop, beside Django's own: for requests, for the live log, for what it tells.

Reading needs neither a transaction nor a thread: a statement is sent, and the loop goes on until its rows are here.
"""

import asyncio
import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol, TypeVar
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection as djangos
from psycopg import AsyncConnection, Error, InterfaceError, OperationalError
from psycopg.errors import FeatureNotSupported
from psycopg_pool import AsyncConnectionPool, PoolTimeout, TooManyRequests

Connection = AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]
T_co = TypeVar("T_co", covariant=True)

# How PostgreSQL plans what pages ask: rows by index, a few at a time.
OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        # Compiling a plan costs more than running it, for statements as short as ours.
        "jit=off",
        "timezone=UTC",
        # A statement serves all values that may fill it, and is planned once.
        "plan_cache_mode=force_generic_plan",
        # What is asked for again and again is in memory.
        "random_page_cost=1.1",
        "enable_memoize=off",
        # For a handful of rows, a hash is made of a whole table, and again for each row that the handful belongs to.
        "enable_hashjoin=off",
        # Nobody waits longer for a page.
        "statement_timeout=10s",
    )
)
# What listens needs few, however many listen: what they hear is read for all of them together.
LIVE_CONNECTIONS = 4
# Who gets no connection hears so soon, rather than wait with everybody else.
WAIT_SECONDS = 1.5
MOST_WAITING = 1_000
# A database that comes back is not kept waiting: attempts grow rarer, and begin anew so soon.
RECONNECT_SECONDS = 5.0
# When a server goes, it ends one connection after the other: who meets one that ends may meet the next one too.
TRIES = 3
# The server goes or is gone; or the connection remembers a statement that was prepared before a migration.
OF_THE_CONNECTION = ("08", "57P", str(FeatureNotSupported.sqlstate))
# Parameters that only Django's own connections take.
DJANGOS_OWN = {"cursor_factory", "context", "prepare_threshold"}


class Work(Protocol[T_co]):
    """What is read on a connection."""

    async def __call__(self, server: Connection, *, prepare: bool) -> T_co:
        """Read it, with statements that the server is to remember, or not."""


class Lender:
    """Lends connections of one kind: a pool for each event loop.

    Args:
        application: how its connections are told apart in `pg_stat_activity`.
        most: how many connections one pool has at most; as many as the settings say, where nothing is said.
    """

    def __init__(self, application: str, *, most: int | None = None) -> None:
        self.application = application
        self._most = most
        self._pools: WeakKeyDictionary[asyncio.AbstractEventLoop, Pool] = WeakKeyDictionary()
        self._openings: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    async def read(self, work: Work[T_co], *, tries: int = TRIES) -> T_co:
        """Read on a connection, and again on another one if it was the connection that failed: that is harmless.

        Raises:
            PoolTimeout, TooManyRequests: no connection was free in time.
            psycopg.Error: a statement failed.
        """
        try:
            # Every connection may remember the same stale statement: from the second time on nothing is prepared.
            return await self._on_a_connection(work, prepare=tries == TRIES)
        except Error as error:
            if tries == 1 or not _is_of_the_connection(error):
                raise
        return await self.read(work, tries=tries - 1)

    async def _on_a_connection(self, work: Work[T_co], *, prepare: bool) -> T_co:
        async with self.connection() as server:
            try:
                return await work(server, prepare=prepare)
            except Error as error:
                if _is_of_the_connection(error):
                    await server.close()
                raise

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """Lend a connection, in autocommit; the first call in an event loop opens its pool.

        Raises:
            PoolTimeout, TooManyRequests: all connections are taken, and stay so.
        """
        pool = self._pools.get(asyncio.get_running_loop()) or await self._opened()
        lent = await _living(pool)
        try:
            async with lent:
                yield lent
        finally:
            await pool.putconn(lent)

    async def close(self) -> None:
        """Let go of this loop's connections; whoever asks again gets new ones."""
        pool = self._pools.pop(asyncio.get_running_loop(), None)
        if pool is not None:
            await pool.close()

    def stats(self) -> dict[str, int]:
        """Return what this loop's pool says of itself; nothing before it is opened."""
        pool = self._pools.get(asyncio.get_running_loop())
        return dict(pool.get_stats()) if pool is not None else {}

    async def _opened(self) -> Pool:
        """Return this loop's pool, opened by whoever comes first."""
        loop = asyncio.get_running_loop()
        async with self._openings.setdefault(loop, asyncio.Lock()):
            if loop not in self._pools:
                self._pools[loop] = await self._open()
            return self._pools[loop]

    async def _open(self) -> Pool:
        wanted = await parameters(self.application)
        wanted["options"] = f"{wanted.get('options', '')} {OPTIONS}".strip()
        pool: Pool = AsyncConnectionPool(
            kwargs=wanted,
            min_size=1,
            max_size=self._most or settings.DATABASE_POOL_SIZE,
            timeout=WAIT_SECONDS,
            max_waiting=MOST_WAITING,
            reconnect_timeout=RECONNECT_SECONDS,
            name=self.application,
            open=False,
        )
        await pool.open()
        return pool


reads = Lender("gateway reads")
# The log goes on whatever is read for those who listen.
live, tells = (Lender(f"gateway {name}", most=LIVE_CONNECTIONS) for name in ("live", "tells"))
# One statement writes what was added to all texts that grow.
writes = Lender("gateway writes", most=2)
lenders = {"reads": reads, "live": live, "tells": tells, "writes": writes}


async def close() -> None:
    """Let go of all of this loop's connections."""
    await asyncio.gather(*(lender.close() for lender in lenders.values()))


def _is_of_the_connection(error: Error) -> bool:
    """Tell whether it is the connection that failed, as when the database is restarted, and not what it was asked."""
    if error.sqlstate is not None:
        return error.sqlstate.startswith(OF_THE_CONNECTION)
    is_lost = isinstance(error, (OperationalError, InterfaceError))
    return is_lost and not isinstance(error, (PoolTimeout, TooManyRequests))


async def parameters(application: str) -> dict[str, Any]:
    """Return how psycopg reaches the database that Django is set up with, under a name of its own."""
    # On a thread: the embedded server may have to be started first.
    found = await sync_to_async(djangos.get_connection_params, thread_sensitive=False)()
    wanted = {name: value for name, value in found.items() if name not in DJANGOS_OWN}
    return wanted | {"autocommit": True, "application_name": application}


async def _living(pool: Pool) -> Connection:
    """Take a connection that the server has not closed. The pool's own check asks the server, at every turn."""
    while True:
        taken = await pool.getconn()
        if not _has_ended(taken):
            return taken
        await taken.close()
        await pool.putconn(taken)


def _has_ended(idle: Connection) -> bool:
    """Tell whether there is something to read where nothing was asked: that is the server's farewell."""
    if idle.closed:
        return True
    ready = select.poll()
    ready.register(idle.pgconn.socket, select.POLLIN)
    return bool(ready.poll(0))
