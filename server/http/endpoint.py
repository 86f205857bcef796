"""`/graphql` over HTTP, beside Django: a request's life is the list of steps in `_answered`."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError as DjangoOperationalError
from psycopg import OperationalError

from domains.kit.viewer import Viewer
from schema.counting import count_error
from server.http import cors, hosts
from server.http.bodies import Limits, read_body
from server.http.headers import read_headers
from server.http.negotiation import Negotiated, negotiate, prefers_page
from server.http.refusals import ALLOW, BadRequest, Gone, invalid_token, unavailable
from server.http.requests import Batch, from_body, from_query_string, parameters_of, require_json
from server.http.responses import Response
from server.http.running import Surroundings, operations_of, run
from server.http.sessions import BrowserSession
from server.identity import InvalidToken, identify


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of a request before its body."""

    scope: Any
    headers: dict[str, str]
    negotiated: Negotiated

    @classmethod
    def of(cls, scope: Any) -> "Request":
        """Return the request of an ASGI scope."""
        headers = read_headers(scope["headers"])
        return cls(scope, headers, negotiate(headers.get("accept", "")))

    @property
    def method(self) -> str:
        """What is to be done."""
        return str(self.scope["method"])

    def session(self) -> BrowserSession:
        """Return how it is signed in."""
        client = self.scope.get("client")
        return BrowserSession(self.headers, client[0] if client else None)


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
    request = Request.of(scope)
    try:
        response = await _answered(request, receive)
    except Gone:
        return
    except BadRequest as refusal:
        response = Response.refused(refusal)
    except (OperationalError, DjangoOperationalError):
        count_error("UNAVAILABLE")
        response = Response.refused(unavailable())
    except Exception as accident:  # noqa: BLE001 - it is logged and masked
        response = Response.accident(accident)
    response.headers = _common(request) | response.headers
    await response.compress(request.headers.get("accept-encoding", ""))
    await response.send(send)


async def _answered(request: Request, receive: Any) -> Response:
    """Return the answer to a request.

    Raises:
        BadRequest: it is not one that GraphQL over HTTP knows, or not one for us.
        Gone: the client hung up.
        OperationalError: the database does not tell us who asks.
    """
    host = hosts.require_host(request.scope, request.headers)
    hosts.require_secure(request.scope, request.headers, host)
    if request.method == "OPTIONS":
        return Response(204, headers=cors.preflight(request.headers.get("origin")))
    request.negotiated.require_acceptable()
    cors.require_origin(request.headers.get("origin"), host=host)
    batch = await _read(request, receive)
    operations = operations_of(batch.operations, may_write=request.method == "POST")
    session = request.session()
    viewer = await _viewer(session)
    surroundings = Surroundings(viewer, session, request.headers, request.negotiated, receive)
    return await run(operations, surroundings, as_list=batch.is_list)


async def _read(request: Request, receive: Any) -> Batch:
    """Return what the request asks for.

    Raises:
        BadRequest: it is none of the specification's.
        Gone: the client hung up.
    """
    if request.method == "GET":
        return from_query_string(request.scope.get("query_string", b""))
    if request.method != "POST":
        raise BadRequest("GraphQL is asked by POST or GET.", status=405, headers=ALLOW)
    require_json(request.headers.get("content-type", ""))
    limits = Limits(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.BODY_TIMEOUT_SECONDS)
    return from_body(await read_body(receive, request.headers, limits))


async def _viewer(session: BrowserSession) -> Viewer:
    """Return who asks.

    Raises:
        BadRequest: the request carries a token that does not count.
    """
    try:
        return await identify(session.token, session.key)
    except InvalidToken:
        raise invalid_token() from None


def _common(request: Request) -> dict[str, str]:
    """Return the headers that every answer has."""
    return {
        "content-type": f"{request.negotiated.media_type}; charset=utf-8",
        "cache-control": "no-store",
        "vary": "Accept, Origin",
        "x-content-type-options": "nosniff",
        **cors.shared(request.headers.get("origin")),
        **hosts.promises(request.scope, request.headers),
    }
