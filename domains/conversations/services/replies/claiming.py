"""Who writes a reply: a run claims it, and no other one writes it then."""

import itertools
from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from domains.catalog.models import Tool
from domains.configuration.selectors import values_of
from domains.conversations import models, rules
from domains.conversations.models import MessageStatus, ReplyFailure
from domains.conversations.services.replies import ending
from domains.conversations.services.replies.claims import Claim
from domains.kit.openai import Endpoint, Turn, base_of

# What a provider is told of what was said before: so much of it, the latest first.
MOST_TURNS = 50
MOST_CHARACTERS = 60_000


@transaction.atomic
def claim(*, message_id: UUID) -> Claim | None:
    """Claim a reply that waits; nothing if it does not any more.

    One that another run has begun to write is not begun anew: what there was of it has been read. It ends here.
    """
    reply = (
        models.Message.objects.select_related("conversation__tool")
        .select_for_update(no_key=True, of=("self",))
        .filter(pk=message_id, is_user=False, status__in=models.OPEN)
        .first()
    )
    if reply is None:
        return None
    if not reply.conversation.tool.is_active:
        ending.fail_locked(reply, ReplyFailure.TOOL_UNAVAILABLE)
        return None
    if reply.content:
        ending.fail_locked(reply, ReplyFailure.INTERRUPTED)
        return None
    reply.status, reply.run = MessageStatus.STREAMING, uuid4()
    reply.save(update_fields=["status", "run"])
    return _claim(reply, reply.conversation.tool)


def _claim(reply: models.Message, tool: Tool) -> Claim:
    assert reply.run is not None  # noqa: S101 - for the type checker
    return Claim(
        message_id=reply.pk,
        run=reply.run,
        conversation_id=reply.conversation_id,
        user_id=reply.conversation.user_id,
        tool_id=tool.pk,
        turns=_turns(reply),
        endpoint=None if reply.is_demonstration else _endpoint(tool),
        patience=rules.patience_of(values_of(*rules.PATIENCE)),
    )


def _turns(reply: models.Message) -> list[Turn]:
    """Return what was said before, as far as it goes."""
    turns: list[Turn] = []
    characters = 0
    for turn in itertools.starmap(Turn, _said_before(reply)[:MOST_TURNS]):
        if not turns and not turn.is_user:
            # It was stopped, and is asked for anew.
            continue
        characters += len(turn.content)
        if turns and characters > MOST_CHARACTERS:
            break
        turns.append(turn)
    return _dialogue(turns[::-1])


def _said_before(reply: models.Message) -> QuerySet[models.Message, tuple[str, bool]]:
    """Return what was said, and whether the user said it, the latest first; what failed was never said."""
    return (
        models.Message.objects.filter(conversation=reply.conversation_id, created_at__lte=reply.created_at)
        .filter(status__in=(MessageStatus.COMPLETE, MessageStatus.STOPPED))
        .exclude(content="")
        .order_by("-created_at", "-pk")
        .values_list("content", "is_user")
    )


def _dialogue(said: Iterable[Turn]) -> list[Turn]:
    """Return what was said as one speaks and then the other, the user first: some providers take nothing else.

    Of two replies the later counts; what was said in two messages is one.
    """
    turns: list[Turn] = []
    for turn in said:
        if not turns or turns[-1].is_user != turn.is_user:
            turns += [turn] if turns or turn.is_user else []
        else:
            turns[-1] = Turn(f"{turns[-1].content}\n\n{turn.content}", is_user=True) if turn.is_user else turn
    return turns


def _endpoint(tool: Tool) -> Endpoint:
    """Return where the tool answers, with the key that its provider knows."""
    wanted = rules.key_settings(tool.api_endpoint)
    key = rules.key_for(tool.api_endpoint, values_of(*wanted))
    return Endpoint(base_of(tool.api_endpoint), tool.api_model or tool.slug, key)
