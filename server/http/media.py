"""`/media/`: what people uploaded. Pictures were written anew by us and are shown; files are handed out to be saved."""

from collections.abc import Mapping

from asgiref.sync import sync_to_async
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse

from domains.kit import files
from domains.kit.files import FileKind

HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
# A new picture has a new name.
SHOWN = {"Cache-Control": "public, max-age=31536000, immutable"}
# Of what is inside we have only checked the kind: no browser opens it in our name.
SAVED = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


async def media(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Return a picture, or a file to save."""
    kind = files.kind_of(name)
    if kind is None:
        raise Http404
    return HttpResponse(await sync_to_async(_read)(name), headers=_headers(kind))


def _headers(kind: FileKind) -> Mapping[str, str]:
    """Return what is said of a file of a kind."""
    is_text = kind.content_type.startswith("text/")
    content_type = f"{kind.content_type}; charset=utf-8" if is_text else kind.content_type
    return {**HEADERS, "Content-Type": content_type, **(SHOWN if kind is files.PICTURE else SAVED)}


def _read(name: str) -> bytes:
    """Return a file.

    Raises:
        Http404: there is none of that name.
    """
    try:
        with default_storage.open(name) as file:
            content: bytes = file.read()
            return content
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
