"""Who sees which conversations: their owner, and others as far as they are shared with them."""

from typing import Any

from django.db.models import OuterRef, Q

from domains.conversations import models
from domains.kit import clock, visibility
from domains.kit.expressions import is_found
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.models import User

Conversations = VisibleQuerySet[models.Conversation]
Shares = VisibleQuerySet[models.SharedChat]


@visibility.rule(models.Conversation)
def conversations(queryset: Conversations, viewer: Viewer) -> Conversations:
    """Owners see theirs, everybody what is shared with everybody; staff sees no more than others do."""
    return queryset.filter(_is_seen(viewer))


@visibility.rule(models.Message)
def messages(queryset: VisibleQuerySet[models.Message], viewer: Viewer) -> VisibleQuerySet[models.Message]:
    """Who sees a conversation sees what is said in it."""
    return queryset.filter(visibility.seen(models.Conversation, viewer, "conversation"))


@visibility.rule(models.SharedChat)
def shares(queryset: Shares, viewer: Viewer) -> Shares:
    """Owners see theirs; everybody what is shared with everybody and has not run out, of people they see."""
    public = Q(is_public=True) & has_not_expired() & _owner_is_seen(viewer, "conversation__user")
    return queryset.filter(public if viewer.is_anonymous else public | Q(conversation__user=viewer.id))


@visibility.rule(models.FavoritePrompt)
def prompts(queryset: VisibleQuerySet[models.FavoritePrompt], viewer: Viewer) -> VisibleQuerySet[models.FavoritePrompt]:
    """Favourite prompts are their owner's alone."""
    return queryset.filter(user=viewer.id)


def has_not_expired() -> Q:
    """Return the condition that a share goes on."""
    return Q(expires_at=None) | Q(expires_at__gt=clock.moment())


def shared_by(token: Any, viewer: Viewer) -> Shares:
    """Return what somebody with this link may read along in; a block between the two is not passed by a link."""
    seen = _owner_is_seen(viewer, "conversation__user")
    return models.SharedChat.objects.filter(has_not_expired(), seen, access_token=token)


def reached_conversations(viewer: Viewer, token: Any = None) -> Conversations:
    """Return the conversations that the viewer sees, or reaches by the link of one."""
    if token is None:
        return models.Conversation.objects.visible_to(viewer)
    linked = shared_by(token, viewer).filter(conversation=OuterRef("pk"))
    return models.Conversation.objects.filter(_is_seen(viewer) | is_found(linked))


def own_conversations(viewer: Viewer) -> Conversations:
    """Return the viewer's own conversations."""
    return visibility.known(models.Conversation).filter(user=viewer.id)


def _is_seen(viewer: Viewer) -> Q:
    public = models.SharedChat.objects.filter(has_not_expired(), is_public=True, conversation=OuterRef("pk"))
    shared = is_found(public) & _owner_is_seen(viewer, "user")
    return shared if viewer.is_anonymous else shared | Q(user=viewer.id)


def _owner_is_seen(viewer: Viewer, column: str) -> Q:
    return is_found(User.objects.visible_to(viewer).filter(pk=OuterRef(column)))
