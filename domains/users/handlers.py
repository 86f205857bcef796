"""What Django says of sign-ins by browser, also of those in the back office."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from domains.kit.origin import Somewhere
from domains.users import models, services
from domains.users.models import AuthEventType


@receiver(user_logged_in, dispatch_uid="users.remember_session")
def remember_session(request: HttpRequest | None, user: models.User, **_: Any) -> None:
    """Write down whose the new session is; the mutation's own sign-ins it has recorded itself."""
    if request is None:
        return
    # Signing in anew gives the session a new key, which is settled by saving it.
    request.session.save()
    services.remember_session(user_id=user.pk, key=str(request.session.session_key), origin=_origin(request))
    if _is_back_office(request):
        services.record(AuthEventType.LOGIN_SUCCESS, user_id=user.pk, origin=_origin(request))


@receiver(user_logged_out, dispatch_uid="users.forget_session")
def forget_session(request: HttpRequest | None, **_: Any) -> None:
    """Forget the session that ends."""
    if request is not None and request.session.session_key:
        services.forget_session(key=request.session.session_key)


@receiver(user_login_failed, dispatch_uid="users.record_failure")
def record_failure(request: HttpRequest | None = None, **_: Any) -> None:
    """Write down a failure in the back office."""
    if request is not None and _is_back_office(request):
        services.record(AuthEventType.LOGIN_FAILURE, origin=_origin(request))


def _is_back_office(request: HttpRequest) -> bool:
    return request.path.startswith("/admin/")


def _origin(request: HttpRequest) -> Somewhere:
    return Somewhere(request.META.get("REMOTE_ADDR"), request.headers.get("user-agent", ""))
