"""`/media/`: the pictures that people uploaded. They were written anew by us, and are shown as nothing else."""

from asgiref.sync import sync_to_async
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse

HEADERS = {
    "Content-Type": "image/webp",
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    # A new picture has a new name.
    "Cache-Control": "public, max-age=31536000, immutable",
}


async def media(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Return a picture."""
    return HttpResponse(await sync_to_async(_read)(name), headers=HEADERS)


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
