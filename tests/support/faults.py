"""What goes wrong around the gateway, made to happen: a table that nobody may read, backends that end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from domains.kit import pool

PATIENCE_SECONDS = 10.0


@asynccontextmanager
async def locked(table: str) -> AsyncIterator[None]:
    """Let nobody read or write a table inside the block."""
    held, enough = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            loop.call_soon_threadsafe(held.set)
            asyncio.run_coroutine_threadsafe(enough.wait(), loop).result(PATIENCE_SECONDS)
        connection.close()

    holding = asyncio.create_task(asyncio.to_thread(hold))
    await held.wait()
    try:
        yield
    finally:
        enough.set()
        await holding


@sync_to_async
def execute(statement: str) -> None:
    """Run a statement of our own, as a migration would."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


async def looked_up(statement: str) -> Any:
    """Return the one value of a statement, asked from beside all pools."""
    parameters = await pool.parameters("tests")
    async with await psycopg.AsyncConnection.connect(**parameters) as server:
        row = await (await server.execute(statement)).fetchone()
    assert row is not None
    return row[0]


async def waiting_reads() -> int:
    """Return how many of the gateway's reads wait for a lock."""
    return int(
        await looked_up(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = 'gateway reads' AND wait_event_type = 'Lock'"
        )
    )


async def until_reads_wait(number: int) -> None:
    """Wait until so many of the gateway's reads wait for a lock, and no other."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await waiting_reads() != number:  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)
