"""Runs what a request asks for: one operation, or the operations of a batch one after the other."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError as DjangoOperationalError
from graphql import OperationType
from psycopg import OperationalError

from domains.kit.context import Context
from domains.kit.tracing import watched
from domains.kit.viewer import Viewer
from schema.counting import count_error, count_errors
from schema.execution import execute
from schema.preparing import NotPrepared, Prepared, prepare
from server.http.explaining import trace_for
from server.http.hangups import unless_gone
from server.http.negotiation import Negotiated
from server.http.refusals import ALLOW, BadRequest, Gone, errors_body, unavailable
from server.http.requests import Asked
from server.http.responses import Response
from server.http.sessions import BrowserSession

NOTHING = nullcontext()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation and what it is asked with: ready to run, or why it is not."""

    prepared: Prepared | NotPrepared
    variables: dict[str, Any] | None

    @classmethod
    def of(cls, asked: Asked) -> "Operation":
        """Return the operation that is asked for."""
        try:
            return cls(prepare(asked.query, asked.name), asked.variables)
        except NotPrepared as errors:
            return cls(errors, None)

    def is_of(self, *types: OperationType) -> bool:
        """Tell whether it is an operation of such a type."""
        return isinstance(self.prepared, Prepared) and self.prepared.type in types


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the operations of one request have in common."""

    viewer: Viewer
    session: BrowserSession
    headers: Mapping[str, str]
    negotiated: Negotiated
    receive: Any


def operations_of(asked: Iterable[Asked], *, may_write: bool) -> list[Operation]:
    """Return the operations. All are looked at before the first one runs: it would have been done.

    Raises:
        BadRequest: one of them cannot be answered here.
    """
    operations = [Operation.of(each) for each in asked]
    if any(each.is_of(OperationType.SUBSCRIPTION) for each in operations):
        raise BadRequest("Subscriptions are answered over a WebSocket, or as text/event-stream.")
    if not may_write and any(each.is_of(OperationType.MUTATION) for each in operations):
        raise BadRequest("GET only reads: send this by POST.", status=405, headers=ALLOW)
    return operations


async def run(operations: list[Operation], surroundings: Surroundings, *, as_list: bool) -> Response:
    """Run the operations and return their answer, with what the browser is to remember of them.

    Raises:
        Gone: the client hung up while something was read for it.
    """
    responses = [await _response(each, surroundings) for each in operations]
    response = responses[0]
    if as_list:
        response = Response(200, b"[" + b",".join(each.body for each in responses) + b"]")
    response.cookies = surroundings.session.cookies
    return response


async def _response(operation: Operation, surroundings: Surroundings) -> Response:
    """Return the answer to one operation, whatever becomes of it: in a batch, others may have been done.

    Raises:
        Gone: the client hung up.
    """
    prepared, negotiated = operation.prepared, surroundings.negotiated
    if isinstance(prepared, NotPrepared):
        count_errors(prepared.errors)
        return Response(negotiated.status(is_broken=prepared.is_broken), errors_body(prepared.errors))
    try:
        return await _executed(prepared, operation.variables, surroundings)
    except Gone:
        raise
    except (OperationalError, DjangoOperationalError):
        count_error("UNAVAILABLE")
        return Response.refused(unavailable())
    except Exception as accident:  # noqa: BLE001 - it is logged and masked
        count_error("INTERNAL")
        return Response.accident(accident, prepared.name)


async def _executed(prepared: Prepared, variables: dict[str, Any] | None, surroundings: Surroundings) -> Response:
    """Run an operation with surroundings of its own. What has begun to write is brought to its end.

    Raises:
        Gone: the client hung up.
    """
    trace = trace_for(surroundings.headers, surroundings.viewer)
    work = execute(prepared, variables, Context(surroundings.viewer, surroundings.session, trace=trace))
    writes = prepared.type is OperationType.MUTATION
    with watched(trace) if trace is not None else NOTHING:
        answer = await (work if writes else unless_gone(work, surroundings.receive))
    return Response(surroundings.negotiated.status(is_broken=False) if answer.is_refused else 200, answer.body)
