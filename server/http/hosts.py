"""Under which names, and over what, the gateway answers: the rules of Django's settings, for what is beside Django."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from server.http.refusals import BadRequest


def require_host(scope: Any, headers: Mapping[str, str]) -> str:
    """Return the name under which we were asked.

    Raises:
        BadRequest: it is none of ours; another name may be somebody's trick.
    """
    host = headers.get("host") or "{}:{}".format(*(scope.get("server") or ("", "")))
    if not _is_ours(host, tuple(settings.ALLOWED_HOSTS)):
        raise BadRequest("This gateway does not answer to that host name.")
    return host


def is_secure(scope: Any, headers: Mapping[str, str]) -> bool:
    """Tell whether the client asks over TLS, as far as we or the proxy before us know."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        said = headers.get(name.removeprefix("HTTP_").replace("_", "-").lower())
        if said is not None:
            return bool(said.split(",")[0].strip() == value)
    return bool(scope.get("scheme") == "https")


def require_secure(scope: Any, headers: Mapping[str, str], host: str) -> None:
    """Send those who ask in the clear to the same place over TLS, where the settings want that.

    Raises:
        BadRequest: it is where they are sent.
    """
    if settings.SECURE_SSL_REDIRECT and not is_secure(scope, headers):
        query = scope.get("query_string", b"").decode("latin-1")
        place = f"https://{settings.SECURE_SSL_HOST or host}{scope['path']}{'?' if query else ''}{query}"
        raise BadRequest("This gateway is asked over https.", status=301, headers={"location": place})


def promises(scope: Any, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the header that keeps browsers on TLS, where the settings have it."""
    if settings.SECURE_HSTS_SECONDS and is_secure(scope, headers):
        return {"strict-transport-security": f"max-age={settings.SECURE_HSTS_SECONDS}"}
    return {}


@lru_cache(maxsize=256)
def _is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)
