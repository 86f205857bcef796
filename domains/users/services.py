"""What people do: sign in and out, follow, change their settings."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.db import transaction

from domains.kit import clock
from domains.kit.errors import NotFound, validate
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.users import access, models, rules, selectors
from domains.users.errors import CannotFollowSelf, FollowsNotAllowed, WrongCredentials
from domains.users.events import UserFollowed, UserUnfollowed
from domains.users.models import UserKind

TOKEN_LIFETIME = timedelta(days=30)
TOKEN_USE_PRECISION = timedelta(minutes=1)


def login(*, identifier: str, password: str) -> tuple[models.User, str]:
    """Check who it is and return the account with a fresh token.

    Raises:
        WrongCredentials: the same answer, after the same work, whether or not the account exists.
    """
    account = selectors.by_identifier(identifier)
    # An unknown name is looked up as well: Django then hashes the password all the same.
    name = account.username if account else ""
    user = authenticate(None, username=name, password=password)
    if not isinstance(user, models.User) or user.kind != UserKind.PERSON:
        raise WrongCredentials
    return user, create_token(user_id=user.pk, name="login", lifetime=TOKEN_LIFETIME)


@transaction.atomic
def create_token(*, user_id: UUID, name: str, lifetime: timedelta | None = None) -> str:
    """Store a token's hash and return the token, which nobody can read again."""
    token = rules.new_token()
    models.ApiToken.objects.create(
        user_id=user_id,
        name=name,
        hash=rules.token_hash(token),
        expires_at=clock.now() + lifetime if lifetime else None,
    )
    return token


def authenticate_token(*, token: str) -> models.User | None:
    """Return the active account of a token that has not run out, and remember that it was used."""
    moment = clock.now()
    found = (
        models.ApiToken.objects.select_related("user")
        .filter(hash=rules.token_hash(token), user__is_active=True)
        .exclude(expires_at__lte=moment)
        .first()
    )
    if found is None:
        return None
    # Not at every request: reading would become writing.
    if found.last_used_at is None or found.last_used_at < moment - TOKEN_USE_PRECISION:
        models.ApiToken.objects.filter(pk=found.pk).update(last_used_at=moment)
    return found.user


def revoke_token(*, token: str) -> None:
    """End a token; one that has ended already stays so."""
    models.ApiToken.objects.filter(hash=rules.token_hash(token)).delete()


@transaction.atomic
def follow(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Let the viewer follow somebody. Following twice changes nothing.

    Raises:
        Unauthenticated, NotFound, CannotFollowSelf, FollowsNotAllowed
    """
    follower = viewer.require_account()
    # Staff sees people behind a block, but does not reach them.
    reached = models.User.objects.visible_to(viewer).filter(access.not_blocked(viewer, "pk"), pk=user_id)
    person = reached.first()
    if person is None:
        raise NotFound("There is no such person.", path=["input", "userId"])
    if person.pk == follower:
        raise CannotFollowSelf(path=["input", "userId"])
    if models.UserRelationship.objects.filter(follower=follower, following=person).exists():
        return person
    if not access.allows(person.pk, "allow_follows"):
        raise FollowsNotAllowed(path=["input", "userId"])
    _, is_new = models.UserRelationship.objects.get_or_create(follower_id=follower, following=person)
    if is_new:
        emit(UserFollowed(follower_id=follower, following_id=person.pk))
    return person


@transaction.atomic
def unfollow(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Let the viewer no longer follow somebody, seen or not. Not following changes nothing.

    Raises:
        Unauthenticated, NotFound
    """
    follower = viewer.require_account()
    follows = models.UserRelationship.objects.filter(follower=follower, following=user_id, status__in=access.FOLLOWS)
    known = models.User.objects.visible_to(viewer).filter(pk=user_id).exists()
    ended, _ = follows.delete()
    if not ended and not known:
        raise NotFound("There is no such person.", path=["input", "userId"])
    if ended:
        emit(UserUnfollowed(follower_id=follower, following_id=user_id))
    return models.User.objects.get(pk=user_id)


@transaction.atomic
def update_settings(*, viewer: Viewer, changes: dict[str, Any]) -> models.User:
    """Change some of the viewer's own settings.

    Args:
        viewer: whose settings they are.
        changes: column and new value; what is not named stays.

    Raises:
        Unauthenticated, Refusals: a value that does not fit.
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    settings, _ = models.UserSettings.objects.get_or_create(user=user)
    for name, value in changes.items():
        setattr(settings, name, value)
    validate(settings, only=changes)
    settings.save()
    return user
