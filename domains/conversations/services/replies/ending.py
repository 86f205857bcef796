"""How replies end: whole, stopped by their reader, or failed for a reason; and what they are worth in tokens."""

from django.db import connection, transaction

from domains.conversations import models, rules
from domains.conversations.events import ReplyCompleted, ReplyFailed
from domains.conversations.models import MessageStatus, ReplyFailure
from domains.conversations.services.news import tell_message
from domains.conversations.services.replies.claims import Claim
from domains.kit import clock
from domains.kit.events import emit
from domains.kit.markdown import markdown_to_html
from domains.kit.openai import Usage
from domains.users.models import User

HOLD = "SELECT FROM users_user WHERE id = %s FOR KEY SHARE"
CHARGE = """
INSERT INTO conversations_tokenuse (user_id, day, tokens) VALUES (%s, %s, %s)
ON CONFLICT (user_id, day) DO UPDATE SET tokens = conversations_tokenuse.tokens + excluded.tokens
"""


@transaction.atomic
def complete(*, claim: Claim, usage: Usage | None, said: int) -> None:
    """End a reply that is whole, unless it has ended otherwise; what was said in vain is worth as much."""
    reply = _locked(claim)
    if reply is None:
        return let_go(claim=claim, said=said)
    if not reply.content.strip():
        return fail_locked(reply, ReplyFailure.EMPTY)
    end_locked(reply, MessageStatus.COMPLETE, usage.completion if usage else None)
    _charge(claim, (usage.prompt if usage else claim.asked) + reply.tokens)
    tell_message(reply, rules.MESSAGE_COMPLETED)
    emit(ReplyCompleted(message_id=reply.pk, conversation_id=reply.conversation_id, user_id=claim.user_id))
    return None


@transaction.atomic
def fail(*, claim: Claim, code: ReplyFailure) -> None:
    """End a reply that came to no good end, unless it has ended otherwise. What there is of it stays."""
    reply = _locked(claim)
    if reply is not None:
        fail_locked(reply, code)
        if reply.content:
            _charge(claim, claim.asked + reply.tokens)


def fail_locked(reply: models.Message, code: ReplyFailure) -> None:
    """The same for a reply that is locked and open."""
    reply.failure = code
    end_locked(reply, MessageStatus.FAILED)
    tell_message(reply, rules.MESSAGE_FAILED)
    emit(ReplyFailed(message_id=reply.pk, conversation_id=reply.conversation_id, user_id=reply.conversation.user_id))


def end_locked(reply: models.Message, status: MessageStatus, tokens: int | None = None) -> None:
    """Write down that a locked reply has ended, with what is made of its whole text. It is told by who ends it."""
    reply.status, reply.completed_at = status, clock.now()
    reply.tokens = rules.estimated_tokens(reply.content) if tokens is None else tokens
    reply.content_html = markdown_to_html(reply.content)
    reply.save(update_fields=["status", "failure", "completed_at", "tokens", "content_html"])


@transaction.atomic
def let_go(*, claim: Claim, said: int) -> None:
    """Take leave of a reply that was stopped, or deleted with its conversation: what was said of it was used up.

    Args:
        claim: the reply.
        said: how many characters of it this run has written.
    """
    _hold_person(claim)
    reply = models.Message.objects.select_for_update(no_key=True).filter(pk=claim.message_id, run=claim.run).first()
    if reply is not None and reply.status == MessageStatus.STREAMING:
        # Nobody has stopped it: it was we who could not go on.
        return fail_locked(reply, ReplyFailure.INTERRUPTED)
    if reply is not None and reply.status == MessageStatus.COMPLETE:
        # We did complete it: the database did so, and was gone before it said it.
        return None
    tokens = rules.tokens_of_length(said)
    if reply is not None:
        reply.tokens = tokens
        reply.save(update_fields=["tokens"])
    _charge(claim, claim.asked + tokens)
    return None


def _locked(claim: Claim) -> models.Message | None:
    """Return the reply, locked, if it is this run's to end."""
    _hold_person(claim)
    mine = models.Message.objects.select_related("conversation").select_for_update(no_key=True, of=("self",))
    return mine.filter(pk=claim.message_id, run=claim.run, status=MessageStatus.STREAMING).first()


def _hold_person(claim: Claim) -> None:
    """Let nobody delete the account meanwhile: who does holds it before all that goes with it, and so does this."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [claim.user_id])


def _charge(claim: Claim, tokens: int) -> None:
    """Count tokens for the day; a demonstration costs nobody anything, and who is gone uses nothing up."""
    if claim.endpoint is None or not User.objects.filter(pk=claim.user_id).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(CHARGE, [claim.user_id, rules.day_of(clock.now()), tokens])
