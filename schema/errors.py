"""What goes wrong, as clients read it: codes for the expected, one masked error for the rest."""

import logging
from collections.abc import Iterator
from enum import Enum
from typing import Any, cast
from uuid import uuid4

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from domains.kit.discovery import discover
from domains.kit.enums import with_descriptions
from domains.kit.errors import Refusal, Refusals

logger = logging.getLogger("gateway.errors")

# Every refusal of every domain, with its meaning.
discover("errors")
ErrorCode: type[Enum] = with_descriptions(
    cast("type[Enum]", Enum("ErrorCode", {code: code for code in sorted(Refusal.codes)})),
    {code: refusal.description() for code, refusal in Refusal.codes.items()},
    "Why a request was refused. Values may be added.",
)


class CodedErrors(SchemaExtension):
    """Give every error of a query or a mutation a code."""

    def on_operation(self) -> Iterator[None]:
        """Look at the errors once the operation is through."""
        yield
        result = self.execution_context.result
        if getattr(result, "errors", None):
            name = self.execution_context.operation_name
            result.errors = [coded(error, name) for error in result.errors]  # type: ignore[union-attr]


def coded(error: GraphQLError, operation_name: str | None) -> GraphQLError:
    """Return the error with its code; an unexpected one masked and logged, with a trace id to find it by."""
    cause = error.original_error
    if isinstance(cause, (Refusal, Refusals)):
        return _with(error, error.message, code=Refusals.of(cause).refusals[0].code)
    if cause is None or isinstance(cause, GraphQLError):
        return _with(error, error.message, code=_phase(error))
    trace_id = uuid4().hex
    place = ".".join(str(part) for part in error.path or ())
    logger.error("operation %s failed at %s, trace %s", operation_name or "(unnamed)", place, trace_id, exc_info=cause)
    return _with(error, "Something went wrong on our side.", code="INTERNAL", traceId=trace_id)


def too_complex() -> GraphQLError:
    """Return the refusal of an operation that asks for more than one request may."""
    message = "The operation asks for too many objects within each other."
    return GraphQLError(message, extensions={"code": "TOO_COMPLEX"})


def _phase(error: GraphQLError) -> str:
    """Return the code of an error of the request's own making."""
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if error.path:
        return "BAD_VALUE"
    return "SYNTAX" if error.message.startswith("Syntax Error") else "INVALID_OPERATION"


def _with(error: GraphQLError, message: str, **extensions: Any) -> GraphQLError:
    """Return the error with another message and further extensions; it no longer carries its cause."""
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={**(error.extensions or {}), **extensions},
    )
