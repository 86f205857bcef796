"""Which sites' pages may ask, and how a browser is told so (CORS)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from server.operations import BadRequest

PREFLIGHT_SECONDS = 7_200


def check_origin(request: HttpRequest) -> None:
    """Let pages of other sites ask only when they were named.

    Raises:
        BadRequest: the page's site is neither this one nor in `ALLOWED_ORIGINS`.
    """
    require_origin(request.headers.get("origin"), host=request.get_host())


def require_origin(origin: str | None, *, host: str) -> None:
    """Let a page ask whose site is the one that was asked, or a named one; what is no page has no origin.

    Raises:
        BadRequest: it is another site's.
    """
    if origin is not None and origin not in settings.ALLOWED_ORIGINS and not _is_site(origin, host):
        raise BadRequest("Pages of that site may not ask here.", code="FORBIDDEN", status=403)


def _is_site(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False


def share(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let a named site's page read the answer."""
    origin = request.headers.get("origin")
    if origin in settings.ALLOWED_ORIGINS:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Credentials"] = "true"
    response["Vary"] = "Accept, Origin"
    return response


def preflight(request: HttpRequest) -> HttpResponse:
    """Answer what a browser asks before it lets a named site's page ask."""
    response = share(request, HttpResponse(status=204))
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = "GET, POST"
        response["Access-Control-Allow-Headers"] = "authorization, content-type"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response
