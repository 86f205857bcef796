"""Who a request or a socket comes from: a bearer token, or a browser's session."""

from django.conf import settings
from django.http import parse_cookie

from domains.kit.context import NoSession
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.users import identity, services

SCHEME = "bearer "


class InvalidToken(Exception):  # noqa: N818 - it is an answer
    """The request carries a token that is not, or no longer, one of ours."""


class SocketSession(NoSession):
    """A socket cannot set cookies: signing in over it gives a token, and changes nobody's session."""

    __slots__ = ("address", "agent", "token")

    def __init__(self, token: str | None = None, address: str | None = None, agent: str = "") -> None:
        self.token = token
        self.address = address
        self.agent = agent


async def identify(token: str | None, key: str | None) -> Viewer:
    """Return who asks, by a token or by the key of a session. A token goes before the cookie.

    Raises:
        InvalidToken: there is a token, and it does not count.
    """
    if token is not None:
        return await viewer_of_token(token)
    return await viewer_of_session(key) if key else Viewer.anonymous()


async def viewer_of_token(token: str) -> Viewer:
    """Return whose token it is.

    Raises:
        InvalidToken: it does not count.
    """
    found = await identity.by_token(token)
    if found is None:
        raise InvalidToken
    if found.is_due:
        await on_database(services.use_token)(token=token)
    return found.viewer


async def viewer_of_session(key: str) -> Viewer:
    """Return whose session it is; nobody's, when it does not count."""
    found = await identity.by_session(key)
    if found is None:
        return Viewer.anonymous()
    if found.is_due:
        await on_database(services.use_session)(key=key)
    return found.viewer


def bearer_token(header: str) -> str | None:
    """Return the token of an `Authorization` header, if there is one."""
    return header[len(SCHEME) :].strip() if header[: len(SCHEME)].lower() == SCHEME else None


def session_key(cookies: str) -> str | None:
    """Return the key of the session that a `Cookie` header names, if any."""
    name: str = settings.SESSION_COOKIE_NAME
    return parse_cookie(cookies).get(name) if name in cookies else None
