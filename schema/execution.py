"""Runs an operation and returns its answer as bytes: by a plan where there is one, by the executor otherwise."""

import inspect
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import psycopg
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)
from graphql import (
    execute as resolve,
)
from psycopg_pool import PoolTimeout, TooManyRequests

from domains.kit.context import Context
from domains.kit.errors import Refusal, Refusals
from domains.kit.tracing import Path, Trace
from schema.build import schema
from schema.errors import coded
from schema.planner.errors import Mismatch
from schema.planner.plans import Plan, coerced, plans, shapes_of
from schema.planner.run import run
from schema.planner.selection import Selected
from schema.preparing import LONGEST_REMEMBERED, Prepared

# Errors that were found before anything ran.
REQUEST_ERRORS = {"SYNTAX", "INVALID_OPERATION", "TOO_COMPLEX", "UNAVAILABLE"}
Answered = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation came to: the JSON of the answer, and whether it was refused before anything ran."""

    body: bytes
    is_refused: bool = False


async def execute(prepared: Prepared, variables: dict[str, Any] | None, context: Context) -> Answer:
    """Run a query or a mutation."""
    answer = None
    if prepared.type is OperationType.QUERY and len(prepared.text) <= LONGEST_REMEMBERED:
        answer = await _planned(prepared, variables, context)
    if answer is None:
        answer = await _resolved(prepared.document, prepared, variables, context)
    if context.trace is not None:
        answer["extensions"] = {"plan": shown(context.trace)}
    return Answer(orjson.dumps(answer), "data" not in answer)


async def _planned(prepared: Prepared, variables: Mapping[str, Any] | None, context: Context) -> Answered | None:
    """Return the answer of the operation's plan; nothing where the executor is to say what is wrong."""
    values = coerced(prepared, variables)
    if values is None:
        return None
    given = shapes_of(prepared).given(values.coerced)
    began = time.perf_counter()
    plan = await plans.of(prepared, values, given, context.viewer)
    if context.trace is not None:
        context.trace.planning_milliseconds = (time.perf_counter() - began) * 1_000
    if plan.is_too_complex:
        return _refused("The operation asks for too many lists within each other.", "TOO_COMPLEX")
    if not plan.roots:
        return None
    try:
        found = plan.values(await run(plan.filled(given.leaves, context.viewer), context.trace), given.leaves)
    except (PoolTimeout, TooManyRequests, psycopg.OperationalError):
        return _refused("The gateway is too busy, or its database is away: try again soon.", "UNAVAILABLE")
    except (Mismatch, Refusal, Refusals, psycopg.Error):
        return None
    if context.trace is not None:
        context.trace.path = Path.PART_PLANNED if plan.rest else Path.PLANNED
    return await _merged(plan, found, prepared, variables, context) if plan.rest else {"data": found}


async def _merged(
    plan: Plan, found: Answered, prepared: Prepared, variables: Mapping[str, Any] | None, context: Context
) -> Answered:
    """Return the answer with the fields that the executor answers among the others."""
    rest = await _resolved(_only(prepared, plan.rest), prepared, variables, context)
    if rest.get("data") is not None:
        rest["data"] = {key: (found | rest["data"])[key] for key in plan.keys if key in found or key in rest["data"]}
    return rest


def _only(prepared: Prepared, fields: "Mapping[str, Selected] | Any") -> DocumentNode:
    """Return the document with only these root fields."""
    old = prepared.operation
    nodes = tuple(details.node for selected in fields for details in selected.details)
    operation = OperationDefinitionNode(
        operation=old.operation,
        name=old.name,
        variable_definitions=old.variable_definitions,
        directives=old.directives,
        selection_set=SelectionSetNode(selections=nodes),
        loc=old.loc,
    )
    others = (node for node in prepared.document.definitions if node is not old)
    return DocumentNode(definitions=(operation, *others), loc=prepared.document.loc)


async def _resolved(
    document: DocumentNode, prepared: Prepared, variables: Mapping[str, Any] | None, context: Context
) -> Answered:
    """Return the executor's answer."""
    result = resolve(
        schema._schema,  # noqa: SLF001 - the schema as graphql-core has it
        document,
        context_value=context,
        variable_values=dict(variables or {}),
        operation_name=prepared.name,
    )
    if inspect.isawaitable(result):
        result = await result
    assert isinstance(result, ExecutionResult)  # noqa: S101 - nothing is deferred here
    answer: Answered = {"data": result.data}
    if result.errors:
        answer["errors"] = [coded(error, prepared.name).formatted for error in result.errors]
        if result.data is None and all(e["extensions"]["code"] in REQUEST_ERRORS for e in answer["errors"]):
            del answer["data"]  # the specification: a request error has no `data` entry
    return answer


def shown(trace: Trace) -> dict[str, Any]:
    """Return how an operation was answered, as clients read it."""
    return {
        "path": trace.path,
        "planningMilliseconds": round(trace.planning_milliseconds, 3),
        "statements": [
            {"sql": ran.sql, "milliseconds": round(ran.milliseconds, 3), "rows": ran.rows}
            | ({"plan": ran.plan} if ran.plan is not None else {})
            for ran in trace.statements
        ],
    }


def _refused(message: str, code: str) -> Answered:
    return {"errors": [GraphQLError(message, extensions={"code": code}).formatted]}
