"""Who a request comes from: a bearer token, or a browser's session."""

from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from domains.kit.viewer import Viewer
from domains.users import access, models, services

SCHEME = "bearer "


class InvalidToken(Exception):  # noqa: N818 - it is an answer
    """The request carries a token that is not, or no longer, one of ours."""


class BrowserSession:
    """The sign-in of one HTTP request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.token = bearer_token(request)

    def sign_in(self, user_id: UUID) -> None:
        """Let the browser's cookie stand for the account."""
        login(self._request, models.User.objects.get(pk=user_id), backend=settings.AUTHENTICATION_BACKENDS[0])

    def sign_out(self) -> None:
        """Let the browser's cookie stand for nobody."""
        logout(self._request)


def bearer_token(request: HttpRequest) -> str | None:
    """Return the token of the `Authorization` header, if there is one."""
    header = request.headers.get("authorization", "")
    return header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else None


async def identify(request: HttpRequest) -> Viewer:
    """Return who asks. A token goes before the cookie.

    Raises:
        InvalidToken: the request carries a token that does not count.
    """
    token = bearer_token(request)
    if token is not None:
        return await sync_to_async(_of_token)(token)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Viewer.anonymous()
    return await sync_to_async(_of_session)(request)


def _of_token(token: str) -> Viewer:
    user = services.authenticate_token(token=token)
    if user is None:
        raise InvalidToken
    return access.viewer_of(user)


def _of_session(request: HttpRequest) -> Viewer:
    user = request.user
    return access.viewer_of(user) if isinstance(user, models.User) and user.is_active else Viewer.anonymous()
