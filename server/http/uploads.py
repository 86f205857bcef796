"""`POST /uploads`: a picture or a file as the body of a request, answered with an id that mutations take.

Beside Django, whose handler would take a body of any size to the disk before anything is asked.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.db import OperationalError as DjangoOperationalError
from psycopg import OperationalError

from domains.kit import files, ids
from domains.kit.errors import Refusal, Unauthenticated
from domains.kit.files import FileKind
from domains.kit.pictures import PictureTooLarge
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.users import services
from domains.users.errors import TooManyAttempts
from server.http.bodies import Limits, read_body
from server.http.cors import require_origin
from server.http.headers import read_headers
from server.http.refusals import BadRequest, Gone, invalid_token, unavailable
from server.http.responses import Response
from server.identity import InvalidToken, bearer_token, identify, session_key

LARGEST_BODY = 5 * 1024 * 1024
LARGEST_PDF = 20 * 1024 * 1024
LARGEST_TEXT = 1024 * 1024
# Each kind's own; a text is a text, whatever it is written in.
LIMITS: Mapping[FileKind, Limits] = {
    files.PICTURE: Limits(LARGEST_BODY, seconds=30.0, code="PICTURE_TOO_LARGE"),
    files.PDF: Limits(LARGEST_PDF, seconds=60.0, code="FILE_TOO_LARGE"),
    files.TEXT: Limits(LARGEST_TEXT, seconds=30.0, code="FILE_TOO_LARGE"),
    files.MARKDOWN: Limits(LARGEST_TEXT, seconds=30.0, code="FILE_TOO_LARGE"),
}
# No form can send it, so that a browser asks first whether another site's page may.
PREFLIGHT_HEADER = "x-requested-with"
STATUSES: Mapping[type[Refusal], int] = {Unauthenticated: 401, PictureTooLarge: 413, TooManyAttempts: 429}


async def uploads(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request."""
    headers = read_headers(scope["headers"])
    try:
        response = await _answered(scope["method"], headers, receive)
    except Gone:
        return
    except BadRequest as refusal:
        response = Response.refused(refusal)
    except (OperationalError, DjangoOperationalError):
        response = Response.refused(unavailable())
    except Refusal as refusal:
        status = STATUSES.get(type(refusal), 422)
        response = Response.refused(BadRequest(refusal.message, code=refusal.code, status=status))
    response.headers = {"content-type": "application/json", "cache-control": "no-store"} | response.headers
    await response.send(send)


async def _answered(method: str, headers: Mapping[str, str], receive: Any) -> Response:
    """Return the answer to an upload.

    Raises:
        BadRequest, Refusal: it is refused.
        Gone: the client hung up.
    """
    kind = files.sent_as(headers.get("content-type", ""))
    _check(method, headers, LIMITS[kind])
    viewer = await _viewer(headers)
    viewer.require_account()
    content = await read_body(receive, LIMITS[kind])
    made = await on_database(services.upload)(viewer=viewer, content=content, kind=kind)
    return Response(201, json.dumps({"id": ids.encode("Upload", made.pk)}).encode())


def _check(method: str, headers: Mapping[str, str], limits: Limits) -> None:
    """Refuse what is refused before the body is read.

    Raises:
        BadRequest: it is no upload, one that is too large, or of a page that may not ask.
    """
    if method != "POST":
        raise BadRequest("Pictures and files are uploaded by POST.", status=405)
    if not headers.get(PREFLIGHT_HEADER):
        raise BadRequest("The header `X-Requested-With` is needed: no form can send it.", code="FORBIDDEN", status=403)
    require_origin(headers.get("origin"), host=headers.get("host", ""))
    limits.check(headers)


async def _viewer(headers: Mapping[str, str]) -> Viewer:
    """Return who uploads.

    Raises:
        BadRequest: the request carries a token that does not count.
    """
    token, key = bearer_token(headers.get("authorization", "")), session_key(headers.get("cookie", ""))
    try:
        return await identify(token, key)
    except InvalidToken:
        raise invalid_token() from None
