"""Runs an operation down the standard executor: what has no plan, and all that goes wrong, in its words."""

import inspect
from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, ExecutionResult
from graphql import execute as run

from domains.kit.context import Context
from domains.kit.subscriptions import LiveEvent
from domains.kit.threads import own_thread
from schema.build import schema
from schema.errors import coded
from schema.preparing import Prepared

# Errors that were found before anything ran.
REQUEST_ERRORS = {"SYNTAX", "INVALID_OPERATION"}


async def resolved(
    document: DocumentNode,
    prepared: Prepared,
    variables: Mapping[str, Any] | None,
    context: Context,
    event: LiveEvent | None = None,
) -> dict[str, Any]:
    """Return the executor's answer to the operation of a document that is valid; to a subscription, of one event."""
    result = run(
        schema._schema,  # noqa: SLF001 - the schema as graphql-core has it
        document,
        root_value=event,
        context_value=context,
        variable_values=dict(variables or {}),
        operation_name=prepared.name,
    )
    if inspect.isawaitable(result):
        async with own_thread():
            result = await result
    assert isinstance(result, ExecutionResult)  # noqa: S101 - nothing is deferred here
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [coded(error, prepared.name).formatted for error in result.errors]
        if result.data is None and all(e["extensions"]["code"] in REQUEST_ERRORS for e in answer["errors"]):
            del answer["data"]  # the specification: a request error has no `data` entry
    return answer
