"""`POST /uploads`: a picture as the body of a request, answered with an id that mutations take.

Beside Django, whose handler would take a body of any size to the disk before anything is asked.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from domains.kit import ids
from domains.kit.errors import Refusal, Unauthenticated
from domains.kit.pictures import PictureTooLarge
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.users import services
from domains.users.errors import TooManyAttempts
from server.http.origins import require_origin
from server.identity import InvalidToken, bearer_token, viewer_of_session, viewer_of_token
from server.operations import BadRequest

LARGEST_BODY = 5 * 1024 * 1024
PATIENCE_SECONDS = 30.0
# No form can send it, so that a browser asks first whether another site's page may.
PREFLIGHT_HEADER = "x-requested-with"
STATUSES: Mapping[type[Refusal], int] = {Unauthenticated: 401, PictureTooLarge: 413, TooManyAttempts: 429}


async def uploads(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    try:
        _check(scope["method"], headers)
        viewer = await _viewer(headers)
        viewer.require_account()
        made = await on_database(services.upload)(viewer=viewer, content=await _body(receive))
        await _answer(send, 201, {"id": ids.encode("Upload", made.pk)})
    except BadRequest as refusal:
        await _answer(send, refusal.status, refusal.body())
    except Refusal as refusal:
        body = BadRequest(refusal.message, code=refusal.code).body()
        await _answer(send, STATUSES.get(type(refusal), 422), body)


def _check(method: str, headers: Mapping[str, str]) -> None:
    """Refuse what is refused before the body is read.

    Raises:
        BadRequest: it is no upload, or of a page that may not ask.
    """
    if method != "POST":
        raise BadRequest("Pictures are uploaded by POST.", status=405)
    if not headers.get(PREFLIGHT_HEADER):
        raise BadRequest("The header `X-Requested-With` is needed: no form can send it.", code="FORBIDDEN", status=403)
    require_origin(headers.get("origin"), host=headers.get("host", ""))
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise _too_large()


async def _viewer(headers: Mapping[str, str]) -> Viewer:
    """Return who uploads.

    Raises:
        BadRequest: the request carries a token that does not count.
    """
    token = bearer_token(headers.get("authorization", ""))
    try:
        return await (viewer_of_token(token) if token else viewer_of_session(headers.get("cookie", "")))
    except InvalidToken:
        raise BadRequest("This token is not valid, or no longer.", code="UNAUTHENTICATED", status=401) from None


async def _body(receive: Any) -> bytes:
    """Return the body, as it arrives; what is too large or too slow is not waited for.

    Raises:
        BadRequest: it is.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise BadRequest("The upload was broken off.")
                body += message.get("body", b"")
                if len(body) > LARGEST_BODY:
                    raise _too_large()
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise BadRequest("The upload takes too long.", status=408) from None


def _too_large() -> BadRequest:
    return BadRequest(f"An upload has {LARGEST_BODY} bytes at most.", code="PICTURE_TOO_LARGE", status=413)


async def _answer(send: Any, status: int, content: object) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(content).encode()})
