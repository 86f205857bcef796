"""Runs an operation and returns its answer as bytes: by a plan where there is one, by the executor otherwise."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from graphql import OperationType

from domains.kit.context import Context
from domains.kit.tracing import Path, Trace
from schema.counting import count_errors, count_operation
from schema.mutating import mutated
from schema.preparing import Prepared
from schema.reading import read
from schema.resolving import resolved


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation came to: the JSON of the answer, and whether it was refused before anything ran."""

    body: bytes
    is_refused: bool = False


async def execute(prepared: Prepared, variables: dict[str, Any] | None, context: Context) -> Answer:
    """Run a query or a mutation.

    Raises:
        OperationalError: the database cannot be asked now, and nothing ran.
    """
    way = mutated if prepared.type is OperationType.MUTATION else read
    answer = await way(prepared, variables, context) if prepared.is_remembered else None
    if answer is None:
        if context.trace is not None:
            context.trace.path = Path.RESOLVED
        count_operation(Path.RESOLVED, prepared.type.value)
        answer = await resolved(prepared.document, prepared, variables, context)
    if "errors" in answer:
        count_errors(answer["errors"])
    if context.trace is not None:
        answer["extensions"] = {"plan": shown(context.trace)}
    return Answer(encoded(answer), "data" not in answer)


def encoded(answer: dict[str, Any]) -> bytes:
    """Return an answer as JSON; what orjson does not know, numbers beyond 64 bits and half letters, the slow way."""
    try:
        return orjson.dumps(answer)
    except TypeError:
        return json.dumps(answer, default=_plain, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, orjson.Fragment):
        return json.loads(value.contents)
    return value.isoformat() if isinstance(value, date) else str(value)


def shown(trace: Trace) -> dict[str, Any]:
    """Return how an operation was answered, as clients read it."""
    return {
        "path": trace.path,
        "milliseconds": round(trace.milliseconds, 3),
        "planningMilliseconds": round(trace.planning_milliseconds, 3),
        "statements": [
            {"sql": ran.sql, "milliseconds": round(ran.milliseconds, 3), "rows": ran.rows}
            | ({"plan": ran.plan} if ran.plan is not None else {})
            for ran in trace.statements
        ],
    }
