"""The sign-in of one HTTP request. Django's own sessions are touched only by those who sign in or out."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse

from domains.users import models, services
from domains.users.identity import SessionStore


class BrowserSession:
    """How a request is signed in, and what its browser is told to remember."""

    def __init__(self, headers: Mapping[str, str], token: str | None, key: str | None, address: str | None) -> None:
        self._cookie_key = key
        self.token = token
        self.key = None if token is not None else key
        self.address = address
        self.agent = headers.get("user-agent", "")
        self.cookies: list[str] = []

    def sign_in(self, user_id: UUID) -> None:
        """Let the browser's cookie stand for the account; the session it had before ends."""
        if self.key:
            services.forget_session(key=self.key)
        login(self._request, models.User.objects.get(pk=user_id), backend=settings.AUTHENTICATION_BACKENDS[0])
        self._request.session.save()
        self._tell(key=str(self._request.session.session_key), lifetime=self._lifetime())

    def sign_out(self) -> None:
        """Let the browser's cookie stand for nobody."""
        logout(self._request)
        if self._cookie_key or self.cookies:
            self._tell(key=None)

    @cached_property
    def _request(self) -> HttpRequest:
        """The request as Django's sign-in takes it."""
        request = HttpRequest()
        request.path = "/graphql"
        request.META = {"REMOTE_ADDR": self.address, "HTTP_USER_AGENT": self.agent}
        request.session = SessionStore(self._cookie_key)
        return request

    def _lifetime(self) -> int | None:
        """Return for how many seconds the browser is to remember; none: until it is closed."""
        session: Any = self._request.session
        return None if session.get_expire_at_browser_close() else int(session.get_expiry_age())

    def _tell(self, *, key: str | None, lifetime: int | None = None) -> None:
        """Let the response set the cookie, or drop it, as Django's middleware would."""
        response = HttpResponse()
        place: dict[str, Any] = {
            "path": settings.SESSION_COOKIE_PATH,
            "domain": settings.SESSION_COOKIE_DOMAIN,
            "samesite": settings.SESSION_COOKIE_SAMESITE,
        }
        if key is None:
            response.delete_cookie(settings.SESSION_COOKIE_NAME, **place)
        else:
            response.set_cookie(
                settings.SESSION_COOKIE_NAME,
                key,
                max_age=lifetime,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=settings.SESSION_COOKIE_HTTPONLY,
                **place,
            )
        self.cookies = [cookie.OutputString() for cookie in response.cookies.values()]
