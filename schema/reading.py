"""Answers a query by its plan, and by the executor where it has none."""

import time
from collections.abc import Mapping
from typing import Any

import psycopg

from domains.kit.context import Context
from domains.kit.tracing import Path
from schema.counting import count_operation, fallbacks
from schema.errors import too_complex
from schema.planner.plans import Plan, coerced, made, plans, shapes_of
from schema.planner.run import run
from schema.planner.shapes import Leaves
from schema.preparing import Prepared
from schema.resolving import resolved

Answered = dict[str, Any]
# The statement asks more of PostgreSQL than it can: that passes by no waiting.
BEYOND_LIMITS = "54"


async def read(prepared: Prepared, variables: Mapping[str, Any] | None, context: Context) -> Answered | None:
    """Return the answer of the operation's plan; nothing where the executor is to answer, and to say what is wrong.

    Raises:
        OperationalError: no connection was free in time, or the database is away: nothing was read.
    """
    values = coerced(prepared, variables)
    if values is None:
        return None
    given = shapes_of(prepared).given(values)
    began = time.perf_counter()
    plan = await plans.of((prepared, context.viewer.kind, given.shape), lambda: made(prepared, values, context.viewer))
    if context.trace is not None:
        context.trace.planning_milliseconds = (time.perf_counter() - began) * 1_000
        context.trace.path = plan.path
    if plan.is_too_complex:
        return {"errors": [too_complex().formatted]}
    if plan.path is Path.RESOLVED:
        return None
    found = await _found(plan, given.leaves, context)
    if found is None:
        return None
    count_operation(plan.path, "query")
    return await _merged(plan, found["data"], prepared, variables, context) if plan.rest else found


async def _found(plan: Plan, leaves: Leaves, context: Context) -> Answered | None:
    """Return the planned fields; nothing where a value does not fit: the executor says how.

    Raises:
        OperationalError
    """
    try:
        filled = plan.filled(leaves, context.viewer)
    except Exception:  # noqa: BLE001 - an argument is refused, or is none of its type
        return None
    try:
        answers = await run(filled, context.trace)
    except psycopg.Error as error:
        if is_passing(error):
            raise
        fallbacks.add()
        return None
    try:
        return {"data": plan.values(answers, leaves)}
    except Exception:  # noqa: BLE001 - a pure function failed, or a value is none of its type
        fallbacks.add()
        return None


def is_passing(error: psycopg.Error) -> bool:
    """Tell whether a statement failed for what passes by itself, as when the database is away."""
    return isinstance(error, psycopg.OperationalError) and not (error.sqlstate or "").startswith(BEYOND_LIMITS)


async def _merged(
    plan: Plan, found: Answered, prepared: Prepared, variables: Mapping[str, Any] | None, context: Context
) -> Answered:
    """Return the answer with the fields that the executor answers among the others."""
    nodes = [details.node for selected in plan.rest for details in selected.details]
    rest = await resolved(prepared.only(nodes), prepared, variables, context)
    if rest.get("data") is not None:
        everything = found | rest["data"]
        rest["data"] = {key: everything[key] for key in plan.keys}
    return rest
