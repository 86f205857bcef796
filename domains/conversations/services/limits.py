"""How much somebody may still say, and ask for."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from domains.configuration.selectors import value_of, values_of
from domains.conversations import models, rules
from domains.conversations.errors import (
    ReplyInProgress,
    TokensUsedUp,
    ToolUnavailable,
    TooManyMessages,
    TooManyReplies,
)
from domains.kit import clock
from domains.users.services.throttle import Limit


def count_message(user_id: UUID) -> None:
    """Count that somebody wants an answer. It stays counted whatever comes of it: outside any transaction.

    Raises:
        TooManyMessages
    """
    most = value_of(rules.MESSAGES_PER_MINUTE)
    Limit("messages of account", most, timedelta(minutes=1), TooManyMessages).count(str(user_id))


def require_readiness(conversation: models.Conversation, *, path: Iterable[str]) -> None:
    """Let a locked conversation be one that can have another reply.

    Raises:
        ToolUnavailable, ReplyInProgress
    """
    if not conversation.tool.is_active:
        raise ToolUnavailable(path=path)
    if conversation.messages.filter(status__in=models.OPEN).exists():
        raise ReplyInProgress(path=path)


def require_room(user_id: UUID) -> None:
    """Let somebody, whose account is locked, have another reply now, and tokens for it.

    Raises:
        TooManyReplies, TokensUsedUp
    """
    most = values_of(rules.OPEN_REPLIES, rules.TOKENS_PER_DAY)
    waiting = models.Message.objects.filter(conversation__user=user_id, status__in=models.OPEN)
    if waiting.count() >= most[rules.OPEN_REPLIES.key]:
        raise TooManyReplies
    uses = models.TokenUse.objects.filter(user=user_id, day=rules.day_of(clock.now()))
    if sum(uses.values_list("tokens", flat=True)) >= most[rules.TOKENS_PER_DAY.key]:
        raise TokensUsedUp
