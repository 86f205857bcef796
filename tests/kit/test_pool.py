"""The pool of what runs on the event loop."""

import asyncio

import pytest
from django.conf import settings
from psycopg import OperationalError
from psycopg.errors import QueryCanceled
from psycopg_pool import PoolTimeout

from domains.kit import pool


async def one(statement: str) -> object:
    """Return the one value of a statement."""
    async with pool.reads.connection() as connection:
        row = await (await connection.execute(statement)).fetchone()
    assert row is not None
    return row[0]


async def test_connections_are_in_autocommit_without_jit_and_say_whose_they_are() -> None:
    async with pool.reads.connection() as connection:
        assert connection.autocommit

    assert await one("SHOW jit") == "off"
    assert await one("SHOW timezone") == "UTC"
    assert await one("SHOW application_name") == "gateway reads"


async def test_those_who_come_first_together_open_one_pool() -> None:
    await pool.reads.close()

    await asyncio.gather(*(one("SELECT 1") for _ in range(20)))

    taken = await one(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE application_name = 'gateway reads' AND datname = current_database()"
    )
    assert isinstance(taken, int)
    assert taken <= settings.DATABASE_POOL_SIZE


async def test_a_connection_that_the_server_closed_is_given_to_nobody() -> None:
    await asyncio.gather(*(one("SELECT pg_sleep(0.1)") for _ in range(settings.DATABASE_POOL_SIZE)))

    async with pool.reads.connection() as other:
        await other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE application_name = 'gateway reads' AND pid <> pg_backend_pid()"
        )

    for _ in range(settings.DATABASE_POOL_SIZE):
        assert await one("SELECT 1") == 1


async def test_who_gets_no_connection_hears_so_within_two_seconds() -> None:
    async with asyncio.TaskGroup() as group:
        enough = asyncio.Event()
        holders = [group.create_task(_hold(enough)) for _ in range(settings.DATABASE_POOL_SIZE)]
        await asyncio.sleep(0.5)

        async with asyncio.timeout(2):
            with pytest.raises(PoolTimeout):
                await one("SELECT 1")
        enough.set()

    assert all(holder.done() for holder in holders)
    assert await one("SELECT 1") == 1


async def test_a_task_that_is_cancelled_takes_its_statement_along() -> None:
    task = asyncio.create_task(one("SELECT pg_sleep(30)"))
    await asyncio.sleep(0.2)

    task.cancel()
    with pytest.raises((asyncio.CancelledError, QueryCanceled)):
        await task

    running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30)%' AND state = 'active'"
    assert await one(running) == 0


async def test_a_statement_that_the_server_cancels_is_not_tried_again() -> None:
    tried: list[bool] = []

    async def work(server: pool.Connection, *, prepare: bool) -> None:
        tried.append(prepare)
        await server.execute("SET statement_timeout = 50")
        try:
            await server.execute("SELECT pg_sleep(5)", prepare=prepare)
        finally:
            await server.execute("RESET statement_timeout")

    with pytest.raises(QueryCanceled):
        await pool.reads.read(work)

    assert tried == [True]


async def test_a_connection_that_breaks_is_tried_again_on_another_and_not_for_ever() -> None:
    tried: list[bool] = []

    async def work(server: pool.Connection, *, prepare: bool) -> None:
        tried.append(prepare)
        await server.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(OperationalError):
        await pool.reads.read(work)

    assert tried == [True, False, False]
    assert await one("SELECT 1") == 1


async def _hold(enough: asyncio.Event) -> None:
    async with pool.reads.connection():
        await enough.wait()
