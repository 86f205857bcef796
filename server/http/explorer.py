"""GraphiQL, for a browser that opens the endpoint: the page, and the operations it opens with.

The page's files are built from `server/graphiql/` and come from this server alone; the page names no other host.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from domains.users import fixtures

BUILD = Path(__file__).parents[1] / "static" / "graphiql"
DOCUMENTS: Path = settings.BASE_DIR / "graphql"
ENTRY = "src/main.jsx"
SPREAD = re.compile(r"\.\.\.\s*(?!on\b)([A-Za-z_]\w*)")
# The editor makes styles as it goes; its fonts are `data:` addresses in its style sheet.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)


def explorer(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return GraphiQL."""
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-cache",
        # The same path answers operations, to those who ask for JSON.
        "Vary": "Accept",
    }
    return HttpResponse(render_to_string("graphiql.html", _assets() | _demo()), headers=headers)


def operations(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Return the named operations, each with the fragments that it needs."""
    return JsonResponse({"operations": _operations()})


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


def _demo() -> dict[str, Any]:
    """Return what the page tells about the demo accounts: nothing where there are none."""
    if settings.ENVIRONMENT.gateway_env == "production":
        return {}
    return {"accounts": list(fixtures.ACCOUNTS), "password": fixtures.PASSWORD}


@cache
def _operations() -> list[dict[str, str]]:
    """Return the operations of `graphql/operations/`, by folder and name."""
    fragments = {path.stem: path.read_text() for path in (DOCUMENTS / "fragments").glob("*.graphql")}
    return [
        {"name": path.stem, "folder": path.parent.name, "document": _complete(path.read_text(), fragments)}
        for path in sorted((DOCUMENTS / "operations").glob("*/*.graphql"))
    ]


def _complete(document: str, fragments: dict[str, str]) -> str:
    """Return the document with every fragment that it needs, each once."""
    parts, seen = [document], set[str]()
    for part in parts:  # grows as fragments name others
        for name in SPREAD.findall(part):
            if name not in seen:
                seen.add(name)
                parts.append(fragments[name])
    return "\n".join(parts)
