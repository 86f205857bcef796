"""Who a request or a socket comes from: a bearer token, or a browser's session."""

from importlib import import_module
from types import SimpleNamespace
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user, login, logout
from django.http import HttpRequest, parse_cookie

from domains.kit.context import NoSession
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.users import access, models, services

SCHEME = "bearer "
SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


class InvalidToken(Exception):  # noqa: N818 - it is an answer
    """The request carries a token that is not, or no longer, one of ours."""


class BrowserSession:
    """The sign-in of one HTTP request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.token = bearer_token(request.headers.get("authorization", ""))
        self.key = None if self.token else session_key(request.headers.get("cookie", ""))
        self.address = request.META.get("REMOTE_ADDR") or None
        self.agent = request.headers.get("user-agent", "")

    def sign_in(self, user_id: UUID) -> None:
        """Let the browser's cookie stand for the account; the session it had before ends."""
        if self.key:
            services.forget_session(key=self.key)
        login(self._request, models.User.objects.get(pk=user_id), backend=settings.AUTHENTICATION_BACKENDS[0])

    def sign_out(self) -> None:
        """Let the browser's cookie stand for nobody."""
        logout(self._request)


class SocketSession(NoSession):
    """A socket cannot set cookies: signing in over it gives a token, and changes nobody's session."""

    def __init__(self, token: str | None = None, address: str | None = None, agent: str = "") -> None:
        self.token = token
        self.address = address
        self.agent = agent


def bearer_token(header: str) -> str | None:
    """Return the token of an `Authorization` header, if there is one."""
    return header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else None


async def identify(request: HttpRequest) -> Viewer:
    """Return who asks. A token goes before the cookie.

    Raises:
        InvalidToken: the request carries a token that does not count.
    """
    token = bearer_token(request.headers.get("authorization", ""))
    if token is not None:
        return await viewer_of_token(token)
    return await viewer_of_session(request.headers.get("cookie", ""))


async def viewer_of_token(token: str) -> Viewer:
    """Return whose token it is.

    Raises:
        InvalidToken: it does not count.
    """
    found = await on_database(services.used_token)(token=token)
    if found is None:
        raise InvalidToken
    return access.viewer_of_token(found)


async def viewer_of_session(cookies: str) -> Viewer:
    """Return whose session the `Cookie` header names; nobody's, when it names none that counts."""
    key = session_key(cookies)
    return await on_database(_of_session)(key) if key else Viewer.anonymous()


def session_key(cookies: str) -> str | None:
    """Return the key of the session that a `Cookie` header names, if any."""
    return parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)


def _of_session(key: str) -> Viewer:
    user = get_user(SimpleNamespace(session=SessionStore(key)))  # type: ignore[arg-type]
    if not isinstance(user, models.User):
        return Viewer.anonymous()
    services.use_session(key=key)
    return access.viewer_of(user)
