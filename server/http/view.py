"""The GraphQL endpoint, for now as a Django view."""

import json
from typing import Any

from asgiref.sync import markcoroutinefunction
from django.core.exceptions import RequestDataTooBig
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import classonlymethod
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from graphql import GraphQLError, OperationType

from domains.kit.context import Context
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.errors import coded
from server.http.explorer import explorer
from server.http.origins import check_origin, preflight, share
from server.identity import BrowserSession, InvalidToken, identify
from server.operations import BadRequest, Operation, from_body, from_query_string

RESPONSE_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"
# Errors that were found before anything ran.
REQUEST_ERRORS = {"SYNTAX", "INVALID_OPERATION"}


class GraphQLView(View):
    """GraphQL over HTTP: POST, a batch by POST, and queries by GET."""

    http_method_names = ("get", "post", "options")

    @classonlymethod
    def as_view(cls, **initkwargs: Any) -> Any:  # noqa: N805 - as Django has it
        """Return the view; it needs no CSRF token, because a form can send nothing that it would take."""
        return markcoroutinefunction(csrf_exempt(super().as_view(**initkwargs)))

    async def dispatch(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:  # type: ignore[override]
        """Answer a request: the page, a preflight, or operations; whatever goes wrong is answered as JSON."""
        if request.method == "GET" and "text/html" in request.headers.get("accept", "") and "query" not in request.GET:
            return explorer(request)
        if request.method == "OPTIONS":
            return preflight(request)
        try:
            return share(request, await _answered(request))
        except BadRequest as refusal:
            return share(request, _answer(refusal.body(), refusal.status, _preferred(request)))
        except Exception as accident:  # noqa: BLE001 - it is logged and masked
            error = coded(GraphQLError("", original_error=accident), None)
            return share(request, _answer({"errors": [error.formatted]}, 500, _preferred(request)))


async def _answered(request: HttpRequest) -> HttpResponse:
    """Return the answer: check where the request comes from, read it, learn who asks, run it.

    Raises:
        BadRequest: it is not one that GraphQL over HTTP knows, or not one for us.
    """
    media_type = _negotiated(request)
    check_origin(request)
    asked = _read(request)
    viewer = await _viewer(request)
    session = BrowserSession(request)
    if isinstance(asked, list):
        return _answer([await _run(operation, Context(viewer, session)) for operation in asked], 200, media_type)
    answer = await _run(asked, Context(viewer, session))
    return _answer(answer, _status(answer, media_type), media_type)


async def _viewer(request: HttpRequest) -> Viewer:
    """Return who asks.

    Raises:
        BadRequest: the request carries a token that does not count.
    """
    try:
        return await identify(request)
    except InvalidToken:
        raise BadRequest("This token is not valid, or no longer.", code="UNAUTHENTICATED", status=401) from None


async def _run(operation: Operation, context: Context) -> dict[str, Any]:
    """Execute one operation and return its answer."""
    result = await schema.execute(
        operation.query,
        variable_values=operation.variables,
        operation_name=operation.name,
        context_value=context,
    )
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [error.formatted for error in result.errors]
        if result.data is None and all(e["extensions"]["code"] in REQUEST_ERRORS for e in answer["errors"]):
            del answer["data"]  # the specification: a request error has no `data` entry
    return answer


def _read(request: HttpRequest) -> Operation | list[Operation]:
    """Return what the request asks for.

    Raises:
        BadRequest: it is none of the specification's.
    """
    if request.method == "GET":
        return from_query_string(request.GET.dict())
    if request.method != "POST":
        raise BadRequest("GraphQL is asked by POST or GET.", status=405)
    # The media type of a form would let any site post in a visitor's name.
    if request.content_type != PLAIN_JSON:
        raise BadRequest(f"The body is sent as {PLAIN_JSON}.", status=415)
    try:
        asked = from_body(request.body)
    except RequestDataTooBig:
        raise BadRequest("The body is too large.", status=413) from None
    # Before anything runs: what stands before it in a batch would have been done.
    if any(each.type is OperationType.SUBSCRIPTION for each in (asked if isinstance(asked, list) else [asked])):
        raise BadRequest("Subscriptions are answered over a WebSocket.")
    return asked


def _negotiated(request: HttpRequest) -> str:
    """Return the media type to answer in.

    Raises:
        BadRequest: the client takes none of ours.
    """
    accepted = request.headers.get("accept", "*/*")
    if any(part in accepted for part in (RESPONSE_JSON, PLAIN_JSON, "application/*", "*/*")):
        return _preferred(request)
    raise BadRequest(f"The answer is {RESPONSE_JSON} or {PLAIN_JSON}.", status=406)


def _preferred(request: HttpRequest) -> str:
    """Return the newer media type where the client names it, and the older one else."""
    return RESPONSE_JSON if RESPONSE_JSON in request.headers.get("accept", "") else PLAIN_JSON


def _status(answer: dict[str, Any], media_type: str) -> int:
    """Return the status of an answer: only the newer media type tells request errors by it."""
    return 400 if media_type == RESPONSE_JSON and "data" not in answer else 200


def _answer(content: Any, status: int, media_type: str) -> HttpResponse:
    body = json.dumps(content, cls=DjangoJSONEncoder, separators=(",", ":"), ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type=f"{media_type}; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status == 405:  # noqa: PLR2004 - the status is the rule's own name
        response["Allow"] = "GET, POST"
    return response
