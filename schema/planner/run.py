"""Run: statements on the pool; one alone, or several that see the same moment."""

import time
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import AsyncRawCursor
from psycopg.sql import Identifier

from domains.kit import pool
from domains.kit.metrics import Counter
from domains.kit.tracing import Ran, Trace
from schema.planner.reads import Answered, Filled

# All statements of an operation see one moment.
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
STATEMENTS = Counter("gateway_statements_total", "Statements of plans that were run.")
PREPARED = "SELECT name FROM pg_prepared_statements WHERE statement = $1 ORDER BY prepare_time DESC LIMIT 1"


async def run(
    statements: Sequence[Filled], trace: Trace | None = None, *, lender: pool.Lender = pool.reads
) -> list[Answered]:
    """Return the rows of each statement.

    Raises:
        PoolTimeout, TooManyRequests: no connection was free in time.
        psycopg.Error: a statement failed.
    """
    if not statements:
        return []
    STATEMENTS.add(amount=len(statements))

    async def work(server: pool.Connection, *, prepare: bool) -> list[Answered]:
        if trace is not None:
            return await _run_traced(server, statements, trace, prepare=prepare)
        if len(statements) == 1:
            return [await _rows(AsyncRawCursor(server), statements[0], prepare=prepare)]
        return await _run_together(server, statements, prepare=prepare)

    return await lender.read(work)


async def _rows(cursor: AsyncRawCursor[Any], filled: Filled, *, prepare: bool) -> Answered:
    await cursor.execute(filled.sql, filled.parameters, binary=True, prepare=prepare and filled.is_kept)
    return await cursor.fetchall()


async def _run_together(server: pool.Connection, statements: Sequence[Filled], *, prepare: bool) -> list[Answered]:
    """Run several statements in one transaction and one round trip."""
    cursors = []
    try:
        async with server.pipeline():
            await server.execute(BEGIN)
            for each in statements:
                cursor: AsyncRawCursor[Any] = AsyncRawCursor(server)
                await cursor.execute(each.sql, each.parameters, binary=True, prepare=prepare and each.is_kept)
                cursors.append(cursor)
            await server.execute("COMMIT")
    except psycopg.Error:
        await server.rollback()
        raise
    return [await cursor.fetchall() for cursor in cursors]


async def _run_traced(
    server: pool.Connection, statements: Sequence[Filled], trace: Trace, *, prepare: bool
) -> list[Answered]:
    """Run statements in one transaction, one after the other, and write down how each went."""
    answers, ran = [], []
    try:
        await server.execute(BEGIN)
        for each in statements:
            began = time.perf_counter()
            rows = await _rows(AsyncRawCursor(server), each, prepare=prepare)
            milliseconds = (time.perf_counter() - began) * 1_000
            plan = await _planned(server, each.sql, len(each.parameters)) if trace.wants_plans else None
            ran.append(Ran(each.sql, milliseconds, len(rows), plan))
            answers.append(rows)
        await server.execute("COMMIT")
    except psycopg.Error:
        await server.rollback()
        raise
    trace.statements += ran
    return answers


async def _planned(server: pool.Connection, sql: str, parameter_count: int) -> list[str] | None:
    """Return PostgreSQL's plan of a statement that has just run: the very one, for it is asked of what was prepared.

    Explained so, a plan names no values, and there is no type of a parameter that PostgreSQL would have to guess.
    """
    prepared = await (await AsyncRawCursor(server).execute(PREPARED, [sql])).fetchone()
    if prepared is None:
        return None
    nulls = ", ".join(["NULL"] * parameter_count)
    explain = f"EXPLAIN EXECUTE {Identifier(prepared[0]).as_string()}{f'({nulls})' if nulls else ''}"
    return [line for (line,) in await (await AsyncRawCursor(server).execute(explain, prepare=False)).fetchall()]
