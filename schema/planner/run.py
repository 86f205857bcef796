"""Run: statements on the pool; one alone, or several that see the same moment."""

import time
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import AsyncRawCursor

from domains.kit import pool
from domains.kit.metrics import Counter
from domains.kit.tracing import Ran, Trace
from schema.planner.roots import Answered

Filled = tuple[str, list[Any]]
STATEMENTS = Counter("gateway_statements_total", "Statements of plans that were run.")
# All statements of an operation see one moment.
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


async def run(statements: Sequence[Filled], trace: Trace | None = None) -> list[Answered]:
    """Return the rows of each statement.

    Raises:
        PoolTimeout, TooManyRequests: no connection was free in time.
        psycopg.Error: a statement failed.
    """
    if not statements:
        return []
    STATEMENTS.add(amount=len(statements))
    return await _run(statements) if trace is None else await _traced(statements, trace)


async def _traced(statements: Sequence[Filled], trace: Trace) -> list[Answered]:
    """Run statements one by one, and write down how each went."""
    answers = []
    for sql, parameters in statements:
        began = time.perf_counter()
        (rows,) = await _run([(sql, parameters)])
        milliseconds = (time.perf_counter() - began) * 1_000
        plan = [line for (line,) in (await _run([(f"EXPLAIN {sql}", parameters)]))[0]] if trace.wants_plans else None
        trace.statements.append(Ran(sql, parameters, milliseconds, len(rows), plan))
        answers.append(rows)
    return answers


async def _run(statements: Sequence[Filled]) -> list[Answered]:
    async def work(server: pool.Connection, *, prepare: bool) -> list[Answered]:
        if len(statements) == 1:
            return [await _rows(AsyncRawCursor(server), *statements[0], prepare=prepare)]
        return await _run_together(server, statements, prepare=prepare)

    return await pool.read(work)


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
