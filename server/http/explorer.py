"""GraphiQL, for a browser that opens the endpoint: the page, and the operations it opens with.

The page's files are built from `server/graphiql/` and come from this server alone; the page names no other host.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from schema.documents import documents
from server.http.explaining import explains
from server.http.pages import page

BUILD = Path(__file__).parents[1] / "static" / "graphiql"
ENTRY = "src/main.jsx"
# The editor makes styles as it goes; its fonts are `data:` addresses in its style sheet.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)


@require_safe
def explorer(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return GraphiQL."""
    response = page("graphiql.html", _assets() | {"explains": explains()}, policy=CONTENT_SECURITY_POLICY)
    # The same path answers operations, to those who ask for JSON.
    response["Vary"] = "Accept"
    return response


def operations(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return the named operations, each with the fragments that it needs."""
    return JsonResponse(
        {
            "operations": [
                {"name": each.name, "folder": each.folder, "document": each.text} for each in documents().values()
            ]
        }
    )


@cache
def _assets() -> dict[str, Any]:
    """Return the files that the page starts with, by the names their last build gave them."""
    manifest = json.loads((BUILD / "manifest.json").read_text())
    chunks = [manifest[name] for name in dict.fromkeys(_needed(manifest, ENTRY))]
    return {
        "script": f"graphiql/{chunks[0]['file']}",
        "modules": [f"graphiql/{chunk['file']}" for chunk in chunks[1:]],
        "styles": [f"graphiql/{path}" for chunk in chunks for path in chunk.get("css", ())],
    }


def _needed(manifest: dict[str, Any], name: str) -> Iterator[str]:
    """Give the name of a chunk, and then of those that it imports at once."""
    yield name
    for imported in manifest[name].get("imports", ()):
        yield from _needed(manifest, imported)
