"""Who follows whom, who is muted, who is blocked."""

from uuid import UUID

from django.db import transaction

from domains.kit.errors import NotFound
from domains.kit.events import emit
from domains.kit.viewer import Viewer
from domains.users import access, models
from domains.users.errors import CannotFollowSelf, FollowsNotAllowed
from domains.users.events import UserFollowed, UserUnfollowed


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
