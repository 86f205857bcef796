"""`/graphql` over HTTP, beside Django: a request's life is the list of steps in `_answered`."""

from typing import Any

from django.db import OperationalError as DjangoOperationalError
from psycopg import OperationalError

from domains.kit.viewer import Viewer
from schema.counting import count_error
from server.http import cors
from server.http.bodies import read_body
from server.http.headers import read_headers
from server.http.heads import Head, head_of
from server.http.negotiation import prefers_page
from server.http.refusals import ALLOW, BadRequest, Gone, invalid_token, unavailable
from server.http.requests import Batch, from_body, from_query_string, parameters_of
from server.http.responses import Response
from server.http.running import Surroundings, operations_of, run
from server.http.sessions import BrowserSession
from server.identity import InvalidToken, identify


def asks_for_page(scope: Any) -> bool:
    """Tell whether a browser opens the endpoint, rather than a client ask it something."""
    if scope["method"] not in {"GET", "HEAD"}:
        return False
    try:
        is_query = "query" in parameters_of(scope.get("query_string", b""))
    except BadRequest:
        return False
    return not is_query and prefers_page(read_headers(scope["headers"]).get("accept", ""))


async def endpoint(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request; whatever goes wrong is answered as JSON."""
    head = head_of(scope)
    try:
        response = await _answered(head, scope, receive)
    except Gone:
        return
    except BadRequest as refusal:
        response = Response.refused(refusal)
    except (OperationalError, DjangoOperationalError):
        count_error("UNAVAILABLE")
        response = Response.refused(unavailable())
    except Exception as accident:  # noqa: BLE001 - it is logged and masked
        response = Response.accident(accident)
    response.headers = {**head.common, **response.headers}
    await response.compress(head.headers.get("accept-encoding", ""))
    await response.send(send)


async def _answered(head: Head, scope: Any, receive: Any) -> Response:
    """Return the answer to a request.

    Raises:
        BadRequest: it is not one that GraphQL over HTTP knows, or not one for us.
        Gone: the client hung up.
        OperationalError: the database does not tell us who asks.
    """
    head.check(scope)
    if head.method == "OPTIONS":
        return Response(204, headers=cors.preflight(head.origin))
    batch = await read_batch(head, scope, receive)
    operations = operations_of(batch.operations, may_write=head.method == "POST")
    viewer = await viewer_of(head)
    client = scope.get("client")
    session = BrowserSession(head.headers, head.token, head.key, client[0] if client else None)
    surroundings = Surroundings(viewer, session, head.headers, head.negotiated, receive)
    return await run(operations, surroundings, as_list=batch.is_list)


async def read_batch(head: Head, scope: Any, receive: Any) -> Batch:
    """Return what the request asks for.

    Raises:
        BadRequest: it is none of the specification's.
        Gone: the client hung up.
    """
    if head.method == "GET":
        return from_query_string(scope.get("query_string", b""))
    if head.method != "POST":
        raise BadRequest("GraphQL is asked by POST or GET.", status=405, headers=ALLOW)
    return from_body(await read_body(receive, head.limits))


async def viewer_of(head: Head) -> Viewer:
    """Return who asks. A token goes before the cookie.

    Raises:
        BadRequest: the request carries a token that does not count.
    """
    try:
        return await identify(head.token, head.key)
    except InvalidToken:
        raise invalid_token() from None
