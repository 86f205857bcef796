"""Who follows whom, who is muted, who is blocked."""

from hashlib import blake2b
from uuid import UUID

from django.db import connection, transaction

from domains.kit.errors import NotFound
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.users import access, models
from domains.users.errors import CannotBlockSelf, CannotFollowSelf, FollowsNotAllowed, NotFollowing
from domains.users.events import UserBlocked, UserFollowed, UserUnblocked, UserUnfollowed
from domains.users.models import RelationshipStatus


@transaction.atomic
def follow(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Let the viewer follow somebody. Following twice changes nothing.

    Raises:
        Unauthenticated, NotFound, CannotFollowSelf, FollowsNotAllowed
    """
    follower = viewer.require_account()
    _lock(follower, user_id)
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
    _lock(follower, user_id)
    known = models.User.objects.visible_to(viewer).filter(pk=user_id).exists()
    if not _end_follow(follower, user_id) and not known:
        raise NotFound("There is no such person.", path=["input", "userId"])
    return models.User.objects.get(pk=user_id)


@transaction.atomic
def mute(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Keep somebody whom the viewer follows out of their feed. Muting twice changes nothing.

    Raises:
        Unauthenticated, NotFound, NotFollowing
    """
    return _hear(viewer, user_id, RelationshipStatus.MUTED)


@transaction.atomic
def unmute(*, viewer: Viewer, user_id: UUID) -> models.User:
    """Let somebody whom the viewer follows back into their feed. Unmuting twice changes nothing.

    Raises:
        Unauthenticated, NotFound, NotFollowing
    """
    return _hear(viewer, user_id, RelationshipStatus.ACTIVE)


def _hear(viewer: Viewer, user_id: UUID, status: RelationshipStatus) -> models.User:
    """Let a follow be heard or not."""
    follower = viewer.require_account()
    _lock(follower, user_id)
    person = models.User.objects.visible_to(viewer).filter(pk=user_id).first()
    if person is None:
        raise NotFound("There is no such person.", path=["input", "userId"])
    follows = models.UserRelationship.objects.filter(follower=follower, following=person, status__in=access.FOLLOWS)
    if not follows.update(status=status):
        raise NotFollowing(path=["input", "userId"])
    return person


@transaction.atomic
def block(*, viewer: Viewer, user_id: UUID) -> None:
    """Keep somebody and the viewer apart; both follows end. Blocking twice changes nothing.

    Raises:
        Unauthenticated, NotFound, CannotBlockSelf
    """
    blocker = viewer.require_account()
    if user_id == blocker:
        raise CannotBlockSelf(path=["input", "userId"])
    _lock(blocker, user_id)
    pair = {"follower_id": blocker, "following_id": user_id}
    blocked = RelationshipStatus.BLOCKED
    if models.UserRelationship.objects.filter(**pair, status=blocked).exists():
        return
    if not models.User.objects.visible_to(viewer).filter(pk=user_id).exists():
        raise NotFound("There is no such person.", path=["input", "userId"])
    for one, other in ((blocker, user_id), (user_id, blocker)):
        _end_follow(one, other)
    models.UserRelationship.objects.create(**pair, status=blocked)
    emit(UserBlocked(blocker_id=blocker, blocked_id=user_id))


@transaction.atomic
def unblock(*, viewer: Viewer, user_id: UUID) -> models.User:
    """End a block of the viewer's. Who is not blocked stays so.

    Raises:
        Unauthenticated, NotFound
    """
    blocker = viewer.require_account()
    _lock(blocker, user_id)
    blocks = models.UserRelationship.objects.filter(
        follower=blocker, following=user_id, status=RelationshipStatus.BLOCKED
    )
    ended, _ = blocks.delete()
    if ended:
        emit(UserUnblocked(blocker_id=blocker, blocked_id=user_id))
    elif not models.User.objects.visible_to(viewer).filter(pk=user_id).exists():
        raise NotFound("There is no such person.", path=["input", "userId"])
    return models.User.objects.get(pk=user_id)


def _end_follow(follower: UUID, following: UUID) -> int:
    """End a follow, if there is one, and say so."""
    follows = models.UserRelationship.objects.filter(follower=follower, following=following, status__in=access.FOLLOWS)
    ended, _ = follows.delete()
    if ended:
        emit(UserUnfollowed(follower_id=follower, following_id=following))
    return ended


def _lock(one: UUID, other: UUID) -> None:
    """Let what two people do about each other happen one after the other, until the transaction ends.

    Of the pair, not of their rows: many follow one person at the same moment, and need not wait for each other.
    """
    pair = b"".join(sorted((one.bytes, other.bytes)))
    number = int.from_bytes(blake2b(pair, digest_size=8, person=b"relationship").digest(), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
