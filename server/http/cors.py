"""Which sites' pages may ask, and how a browser is told so (CORS)."""

from urllib.parse import urlsplit

from django.conf import settings

from server.http.refusals import BadRequest

PREFLIGHT_SECONDS = 7_200
PREFLIGHT = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type, last-event-id",
    "access-control-max-age": str(PREFLIGHT_SECONDS),
}


def require_origin(origin: str | None, *, host: str) -> None:
    """Let a page ask whose site is the one that was asked, or a named one; what is no page has no origin.

    Raises:
        BadRequest: it is another site's.
    """
    if origin is not None and origin not in settings.ALLOWED_ORIGINS and not _is_site(origin, host):
        raise BadRequest("Pages of that site may not ask here.", code="FORBIDDEN", status=403)


def shared(origin: str | None) -> dict[str, str]:
    """Return the headers that let a named site's page read the answer."""
    if origin is None or origin not in settings.ALLOWED_ORIGINS:
        return {}
    return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true"}


def preflight(origin: str | None) -> dict[str, str]:
    """Return what a browser is answered before it lets a page ask: other sites' are promised nothing."""
    return PREFLIGHT if shared(origin) else {}


def _is_site(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False
