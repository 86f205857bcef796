"""The head of a request: what follows from it alone is found out once for all requests that bring the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from server.http import cors, hosts
from server.http.bodies import Limits
from server.http.headers import read_headers
from server.http.negotiation import Negotiated, negotiate
from server.http.requests import require_json
from server.identity import bearer_token, session_key

# Clients send the same head again and again; a browser has a few.
MOST_HEADS = 1_024


@dataclass(slots=True)
class Head:
    """What is known of a request before its body.

    Args:
        method: what is to be done.
        headers: by name.
        negotiated: the media type of the answer.
        token: the bearer token, if there is one.
        key: the key of the browser's session, if there is one.
        common: the headers that every answer to it has.
        limits: how large its body may be, and how long it may take.
        is_ours: whether it was found to be one that we answer.
    """

    method: str
    headers: Mapping[str, str]
    negotiated: Negotiated
    token: str | None
    key: str | None
    common: Mapping[str, str]
    limits: Limits
    is_ours: bool = False

    @property
    def origin(self) -> str | None:
        """The site of the page that asks, if it is one."""
        return self.headers.get("origin")

    def check(self, scope: Any) -> None:
        """Refuse what is not for us, whatever its body says.

        Raises:
            BadRequest: it asks under a foreign name, for a media type that we do not write, from a page of another
                site, what a form could send, or too much.
        """
        if self.is_ours:
            return
        host = hosts.require_host(scope, self.headers)
        hosts.require_secure(scope, self.headers, host)
        if self.method != "OPTIONS":
            self.negotiated.require_acceptable()
            cors.require_origin(self.origin, host=host)
        if self.method == "POST":
            require_json(self.headers.get("content-type", ""))
            self.limits.check(self.headers)
        self.is_ours = True


def head_of(scope: Any) -> Head:
    """Return the head of a request, as far as we know it already what was found out before."""
    # By the settings too: what is ours is theirs to say.
    place = (settings._wrapped, scope.get("scheme"), scope.get("server"))  # noqa: SLF001
    return _head(scope["method"], tuple(scope["headers"]), *place)


@lru_cache(maxsize=MOST_HEADS)
def _head(method: str, raw: tuple[tuple[bytes, bytes], ...], _: Any, scheme: str | None, *__: Any) -> Head:
    headers = read_headers(raw)
    negotiated = negotiate(headers.get("accept", ""))
    token = bearer_token(headers.get("authorization", ""))
    common = {
        "content-type": f"{negotiated.media_type}; charset=utf-8",
        "cache-control": "no-store",
        "vary": "Accept, Origin",
        "x-content-type-options": "nosniff",
        **cors.shared(headers.get("origin")),
        **hosts.promises({"scheme": scheme}, headers),
    }
    limits = Limits(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.BODY_TIMEOUT_SECONDS)
    return Head(method, headers, negotiated, token, session_key(headers.get("cookie", "")), common, limits)
