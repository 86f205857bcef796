"""Letting others read along."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from domains.conversations import models, rules
from domains.conversations.errors import ShareExpired
from domains.conversations.events import ConversationShared
from domains.conversations.services.locks import locked_conversation
from domains.conversations.services.news import tell_end_of_share
from domains.kit import clock
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def share_conversation(
    *, viewer: Viewer, conversation_id: UUID, is_public: bool, expires_at: datetime | None = None
) -> models.SharedChat:
    """Let others read along in a conversation of one's own: everybody, or who has the link. Its link stays the same.

    Raises:
        Unauthenticated, NotFound, Invalid, ShareExpired
    """
    conversation = locked_conversation(viewer, conversation_id)
    until = _checked_end(expires_at)
    share = models.SharedChat.objects.filter(conversation=conversation).first()
    if share is not None and (share.is_public, share.expires_at) == (is_public, until):
        return share
    if share is None:
        share = models.SharedChat(conversation=conversation)
    elif (share.is_public and not is_public) or _is_sooner(until, share.expires_at):
        tell_end_of_share(conversation.pk)
    share.is_public, share.expires_at = is_public, until
    share.save()
    emit(ConversationShared(conversation_id=conversation.pk, user_id=conversation.user_id, is_public=is_public))
    return share


@transaction.atomic
def revoke_share(*, viewer: Viewer, conversation_id: UUID) -> models.Conversation:
    """Let nobody read along in a conversation of one's own any longer; a later link is another one.

    Raises:
        Unauthenticated, NotFound
    """
    conversation = locked_conversation(viewer, conversation_id)
    # That it ends is told by who hears of all shares that are deleted, on whichever road.
    models.SharedChat.objects.filter(conversation=conversation).delete()
    return conversation


def end_shares(*, share_ids: Iterable[UUID]) -> int:
    """End shares, whosoever they are, because the platform says so; return how many there were."""
    ended, _ = models.SharedChat.objects.filter(pk__in=list(share_ids)).delete()
    return ended


def _checked_end(expires_at: datetime | None) -> datetime | None:
    """Return when a share ends, if that is far enough away.

    Raises:
        Invalid, ShareExpired
    """
    if expires_at is None:
        return None
    path = ["input", "expiresAt"]
    until = clock.said(expires_at, path=path)
    if until < clock.now() + rules.SHORTEST_SHARE:
        raise ShareExpired(path=path)
    return until


def _is_sooner(one: datetime | None, other: datetime | None) -> bool:
    """Whether one end comes before another; never comes last."""
    return one is not None and (other is None or one < other)
