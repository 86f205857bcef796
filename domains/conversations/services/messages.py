"""What is said to tools, and the replies to it as far as their reader decides about them."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from domains.conversations import access, models, rules
from domains.conversations.errors import NotRetryable
from domains.conversations.events import MessageSent
from domains.conversations.models import MessageStatus
from domains.conversations.services import limits
from domains.conversations.services.locks import locked_conversation, own_reply
from domains.conversations.services.news import tell_change, tell_message
from domains.conversations.services.replies.ending import end_locked
from domains.conversations.services.replies.starting import start_reply
from domains.kit import clock
from domains.kit.errors import Required, TooLong
from domains.kit.events import emit
from domains.kit.markdown import markdown_to_html
from domains.kit.viewer import Viewer

RETRYABLE = (MessageStatus.FAILED, MessageStatus.STOPPED)
# The smallest difference between two moments that is stored.
TICK = timedelta(microseconds=1)
OF_MESSAGE = ("input", "messageId")


class Sent(NamedTuple):
    """A message, and the reply that is on its way."""

    message: models.Message
    reply: models.Message


def send_message(*, viewer: Viewer, conversation_id: UUID, content: str, client_key: str | None = None) -> Sent:
    """Say something in a conversation of one's own. The same key again says it only once.

    Raises:
        Unauthenticated, TooManyMessages, Required, TooLong, NotFound, ToolUnavailable, ReplyInProgress,
        TooManyReplies, TokensUsedUp
    """
    person = viewer.require_account()
    # Whoever does not know whether it arrived may say it again as often as it takes.
    own = access.own_conversations(viewer).filter(pk=conversation_id).first() if client_key else None
    if own is not None and (sent := _sent_before(own, client_key)):
        return sent
    # Counted before anything else is looked at, and not given back when it is refused.
    limits.count_message(person)
    _check(content, client_key)
    return _send(viewer, conversation_id, content, client_key)


@transaction.atomic
def stop_reply(*, viewer: Viewer, message_id: UUID) -> models.Message:
    """Let a reply grow no further. One that has ended stays as it is.

    Raises:
        Unauthenticated, NotFound
    """
    reply = own_reply(viewer, message_id)
    locked_conversation(viewer, reply.conversation_id, path=OF_MESSAGE)
    # Its writer may be ending it at this moment: whoever finds it open decides.
    growing = models.Message.objects.filter(pk=reply.pk, status__in=models.OPEN)
    stopped = growing.select_for_update(no_key=True).first()
    if stopped is not None:
        # Its writer counts what it took.
        end_locked(stopped, MessageStatus.STOPPED, stopped.tokens)
        tell_message(stopped, rules.MESSAGE_COMPLETED)
    return stopped or reply


def retry_reply(*, viewer: Viewer, message_id: UUID) -> models.Message:
    """Ask anew for the last reply of a conversation of one's own; the one that came to nothing stays.

    Raises:
        Unauthenticated, TooManyMessages, NotFound, ToolUnavailable, ReplyInProgress, NotRetryable, TooManyReplies,
        TokensUsedUp
    """
    limits.count_message(viewer.require_account())
    return _retry(viewer, message_id)


@transaction.atomic
def _send(viewer: Viewer, conversation_id: UUID, content: str, client_key: str | None) -> Sent:
    conversation = locked_conversation(viewer, conversation_id)
    if sent := _sent_before(conversation, client_key):
        return sent
    limits.require_readiness(conversation, path=["input", "conversationId"])
    limits.require_room(conversation.user_id)
    now = _next_moment(conversation)
    message = models.Message.objects.create(
        conversation=conversation,
        content=content,
        content_html=markdown_to_html(content),
        tokens=rules.estimated_tokens(content),
        client_key=client_key,
        created_at=now,
        completed_at=now,
    )
    tell_message(message, rules.MESSAGE_ADDED)
    reply = start_reply(conversation, now + TICK)
    _entitle(conversation, content)
    emit(MessageSent(message_id=message.pk, conversation_id=conversation.pk, user_id=conversation.user_id))
    return Sent(message, reply)


@transaction.atomic
def _retry(viewer: Viewer, message_id: UUID) -> models.Message:
    reply = own_reply(viewer, message_id)
    conversation = locked_conversation(viewer, reply.conversation_id, path=OF_MESSAGE)
    limits.require_readiness(conversation, path=OF_MESSAGE)
    last = conversation.messages.order_by("-created_at", "-pk")[0]
    if last.pk != reply.pk or last.status not in RETRYABLE:
        raise NotRetryable(path=OF_MESSAGE)
    limits.require_room(conversation.user_id)
    again = start_reply(conversation, _next_moment(conversation))
    conversation.save(update_fields=["updated_at"])
    return again


def _check(content: str, client_key: str | None) -> None:
    """Refuse a message that says nothing, or too much; and a key that is none."""
    if not content.strip():
        raise Required("A message says something.", path=["input", "content"])
    if len(content) > rules.MESSAGE_LENGTH:
        raise TooLong(f"A message has {rules.MESSAGE_LENGTH:,} characters at most.", path=["input", "content"])
    if client_key is not None and not client_key.strip():
        raise Required("A key can be left out, but it is not empty.", path=["input", "clientKey"])
    if client_key is not None and len(client_key) > rules.CLIENT_KEY_LENGTH:
        raise TooLong(f"A key has {rules.CLIENT_KEY_LENGTH} characters at most.", path=["input", "clientKey"])


def _sent_before(conversation: models.Conversation, client_key: str | None) -> Sent | None:
    """Return what was sent under a key before, and the reply that came of it."""
    if client_key is None:
        return None
    message = conversation.messages.filter(client_key=client_key).first()
    if message is None:
        return None
    replies = conversation.messages.filter(is_user=False, created_at__gt=message.created_at)
    return Sent(message, replies.order_by("created_at", "pk")[0])


def _next_moment(conversation: models.Conversation) -> datetime:
    """Return the present moment, or one after all that was said: the clocks of two machines differ."""
    last = conversation.messages.aggregate(last=Max("created_at"))["last"]
    now = clock.now()
    return now if last is None or last < now else last + TICK


def _entitle(conversation: models.Conversation, content: str) -> None:
    """Call a conversation that has no title yet by its first words, and let it be the latest."""
    is_new = not conversation.title
    if is_new:
        conversation.title = rules.title_of(content)
    conversation.save(update_fields=["title", "updated_at"])
    if is_new:
        tell_change(conversation)
