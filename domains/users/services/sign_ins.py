"""Signing in and out: passwords, tokens, sessions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from domains.kit import clock
from domains.kit.errors import Invalid, NotFound, Required, validate
from domains.kit.origin import NOWHERE, Origin
from domains.kit.viewer import Viewer
from domains.users import models, rules, selectors
from domains.users.errors import WrongCredentials
from domains.users.models import AuthEventType, TokenScope, UserKind
from domains.users.services import audit, throttle

TOKEN_LIFETIME = timedelta(days=30)
USE_PRECISION = timedelta(minutes=1)
LONGEST_IDENTIFIER = 254


def login(*, identifier: str, password: str, origin: Origin = NOWHERE) -> tuple[models.User, str]:
    """Check who it is and return the account with a fresh token.

    Raises:
        WrongCredentials: the same answer, after the same work, whether or not the account exists.
        TooManyAttempts: of this name or address, or from this place; whatever the password.
    """
    # By what was typed, not by whose it is: else a locked name would tell which address is its owner's.
    typed = identifier.strip().lower()
    throttle.LOGIN_FROM_ADDRESS.count(origin.address)
    throttle.LOGIN_OF_ACCOUNT.count(typed)
    account = selectors.by_identifier(identifier)
    # An unknown name is looked up as well: Django then hashes the password all the same.
    name = account.username if account else ""
    user = authenticate(None, username=name, password=password)
    if not isinstance(user, models.User) or user.kind != UserKind.PERSON:
        audit.record(
            AuthEventType.LOGIN_FAILURE,
            user_id=account.pk if account else None,
            origin=origin,
            identifier=typed[:LONGEST_IDENTIFIER].replace("\0", ""),
        )
        raise WrongCredentials
    throttle.LOGIN_FROM_ADDRESS.forgive(origin.address)
    throttle.LOGIN_OF_ACCOUNT.forgive(typed, all_of_them=True)
    return user, sign_in(user=user, origin=origin)


@transaction.atomic
def sign_in(*, user: models.User, origin: Origin) -> str:
    """Sign somebody in who has proved who they are, and return a token."""
    audit.record(AuthEventType.LOGIN_SUCCESS, user_id=user.pk, origin=origin)
    return create_token(user_id=user.pk, name="login", lifetime=TOKEN_LIFETIME)


@transaction.atomic
def logout(*, viewer: Viewer, token: str | None, origin: Origin = NOWHERE) -> None:
    """End the token that a request came with; nobody's signing out leaves no trace."""
    if token:
        revoke_token(token=token)
    if not viewer.is_anonymous:
        audit.record(AuthEventType.LOGOUT, user_id=viewer.require_account(), origin=origin)


@transaction.atomic
def create_token(
    *,
    user_id: UUID,
    name: str,
    lifetime: timedelta | None = None,
    expires_at: datetime | None = None,
    scopes: Sequence[str] = (),
) -> str:
    """Store a token's hash and return the token, which nobody can read again."""
    return _store(user_id, name, clock.now() + lifetime if lifetime else expires_at, scopes)[1]


@transaction.atomic
def create_own_token(
    *,
    viewer: Viewer,
    name: str,
    scopes: Sequence[TokenScope],
    expires_at: datetime | None = None,
    origin: Origin = NOWHERE,
) -> tuple[models.ApiToken, str]:
    """Make a token for the viewer's programs.

    Raises:
        Unauthenticated, Required, Invalid, Refusals
    """
    user_id = viewer.require_account()
    if not scopes:
        raise Required("Say what the token may do.", path=["input", "scopes"])
    if expires_at is not None:
        expires_at = clock.said(expires_at, path=["input", "expiresAt"])
        if expires_at <= clock.now():
            raise Invalid("A token runs out in the future.", path=["input", "expiresAt"])
    validate(models.ApiToken(name=name), only=["name"])
    made, token = _store(user_id, name, expires_at, sorted({scope.value for scope in scopes}))
    audit.record(AuthEventType.TOKEN_CREATED, user_id=user_id, origin=origin, name=name)
    return made, token


def _store(user_id: UUID, name: str, expires_at: datetime | None, scopes: Sequence[str]) -> tuple[models.ApiToken, str]:
    """Store a token's hash."""
    token = rules.new_token()
    made = models.ApiToken.objects.create(
        user_id=user_id, name=name, hash=rules.token_hash(token), expires_at=expires_at, scopes=list(scopes)
    )
    return made, token


def use_token(*, token: str) -> None:
    """Remember that a token was used, to the minute."""
    moment = clock.now()
    earlier = Q(last_used_at=None) | Q(last_used_at__lt=moment - USE_PRECISION)
    models.ApiToken.objects.filter(earlier, hash=rules.token_hash(token)).update(last_used_at=moment)


def revoke_token(*, token: str) -> None:
    """End a token; one that has ended already stays so."""
    models.ApiToken.objects.filter(hash=rules.token_hash(token)).delete()


@transaction.atomic
def revoke_own_token(*, viewer: Viewer, token_id: UUID, origin: Origin = NOWHERE) -> None:
    """End one of the viewer's tokens.

    Raises:
        Unauthenticated, NotFound
    """
    user_id = viewer.require_account()
    token = models.ApiToken.objects.select_for_update().filter(pk=token_id, user=user_id).first()
    if token is None:
        raise NotFound("There is no such token.", path=["input", "tokenId"])
    token.delete()
    audit.record(AuthEventType.TOKEN_REVOKED, user_id=user_id, origin=origin, name=token.name)


def remember_session(*, user_id: UUID, key: str, origin: Origin) -> None:
    """Write down whose a browser's session is."""
    values: dict[str, Any] = {
        "user_id": user_id,
        "ip_address": origin.address,
        "user_agent": audit.agent_of(origin),
    }
    models.UserSession.objects.update_or_create(session_key=key, defaults=values)


def use_session(*, key: str) -> None:
    """Remember that a session was used, to the minute."""
    moment = clock.now()
    models.UserSession.objects.filter(session_key=key, last_used_at__lt=moment - USE_PRECISION).update(
        last_used_at=moment
    )


def list_session(*, key: str, user_id: UUID) -> None:
    """Write down a session to which Django gave a new key without a word, as after a new password in the back office.

    Where it came from is not known any more.
    """
    if models.User.objects.filter(pk=user_id).exists():
        remember_session(user_id=user_id, key=key, origin=NOWHERE)


def forget_session(*, key: str) -> None:
    """Forget a session that has ended."""
    models.UserSession.objects.filter(session_key=key).delete()


@transaction.atomic
def end_session(*, viewer: Viewer, session_id: UUID) -> None:
    """Sign one of the viewer's browsers out.

    Raises:
        Unauthenticated, NotFound
    """
    found = models.UserSession.objects.filter(pk=session_id, user=viewer.require_account()).first()
    if found is None:
        raise NotFound("There is no such session.", path=["input", "sessionId"])
    _end([found.session_key])


def end_sign_ins(*, user_id: UUID, but_token: str | None = None, but_key: str | None = None) -> None:
    """End every session and token of somebody, but the ones that the request came with."""
    others = models.ApiToken.objects.filter(user=user_id)
    others.exclude(hash=rules.token_hash(but_token) if but_token else "").delete()
    sessions = models.UserSession.objects.filter(user=user_id).exclude(session_key=but_key or "")
    _end(list(sessions.values_list("session_key", flat=True)))


def _end(keys: list[str]) -> None:
    """Delete sessions, with what is known of them."""
    Session.objects.filter(pk__in=keys).delete()
    models.UserSession.objects.filter(session_key__in=keys).delete()
