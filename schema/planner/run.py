"""Run: statements on the pool; one alone, or several that see the same moment."""

import time
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import AsyncRawCursor
from psycopg.errors import FeatureNotSupported
from psycopg_pool import PoolTimeout, TooManyRequests

from domains.kit import pool
from domains.kit.tracing import Ran, Trace
from schema.planner.roots import Answered

Filled = tuple[str, list[Any]]
# All statements of an operation see one moment.
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# The server goes or is gone; or the connection remembers a statement of before a migration.
OF_THE_CONNECTION = ("08", "57P", str(FeatureNotSupported.sqlstate))


async def run(statements: Sequence[Filled], trace: Trace | None = None) -> list[Answered]:
    """Return the rows of each statement.

    Raises:
        PoolTimeout, TooManyRequests: no connection was free in time.
        psycopg.Error: a statement failed.
    """
    if not statements:
        return []
    return await _tried(statements) if trace is None else await _traced(statements, trace)


async def _traced(statements: Sequence[Filled], trace: Trace) -> list[Answered]:
    """Run statements one by one, and write down how each went."""
    answers = []
    for sql, parameters in statements:
        began = time.perf_counter()
        (rows,) = await _tried([(sql, parameters)])
        milliseconds = (time.perf_counter() - began) * 1_000
        plan = [line for (line,) in (await _run([(f"EXPLAIN {sql}", parameters)]))[0]] if trace.wants_plans else None
        trace.statements.append(Ran(sql, parameters, milliseconds, len(rows), plan))
        answers.append(rows)
    return answers


async def _tried(statements: Sequence[Filled]) -> list[Answered]:
    """Run statements, once more where it was the connection that failed: reading twice is harmless."""
    try:
        return await _run(statements)
    except psycopg.Error as error:
        if not _is_of_the_connection(error):
            raise
        # Every other connection may remember the same statement: this time nothing is prepared.
        return await _run(statements, prepare=False)


def _is_of_the_connection(error: psycopg.Error) -> bool:
    """Tell whether it is the connection that failed, as when the database is restarted, and not what it was asked."""
    if error.sqlstate is not None:
        return error.sqlstate.startswith(OF_THE_CONNECTION)
    is_lost = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
    return is_lost and not isinstance(error, (PoolTimeout, TooManyRequests))


async def _run(statements: Sequence[Filled], *, prepare: bool = True) -> list[Answered]:
    async with pool.connection() as server:
        try:
            if len(statements) == 1:
                return [await _rows(AsyncRawCursor(server), *statements[0], prepare=prepare)]
            return await _run_together(server, statements, prepare=prepare)
        except psycopg.Error as error:
            if _is_of_the_connection(error):
                await server.close()
            raise


async def _rows(cursor: AsyncRawCursor[Any], sql: str, parameters: list[Any], *, prepare: bool) -> Answered:
    await cursor.execute(sql, parameters, binary=True, prepare=prepare)
    return await cursor.fetchall()


async def _run_together(server: pool.Connection, statements: Sequence[Filled], *, prepare: bool) -> list[Answered]:
    """Run several statements in one transaction and one round trip."""
    cursors = []
    try:
        async with server.pipeline():
            await server.execute(BEGIN)
            for sql, parameters in statements:
                cursor: AsyncRawCursor[Any] = AsyncRawCursor(server)
                await cursor.execute(sql, parameters, binary=True, prepare=prepare)
                cursors.append(cursor)
            await server.execute("COMMIT")
    except psycopg.Error:
        await server.rollback()
        raise
    return [await cursor.fetchall() for cursor in cursors]
