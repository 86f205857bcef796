"""What a provider is told of what was said before: always a dialogue, that begins and ends with its user."""

from asgiref.sync import sync_to_async

from domains.conversations import models, rules, services
from domains.conversations.services.replies import claiming
from tests.conversations import talk
from tests.support.client import Client


@sync_to_async
def turns(reply: models.Message) -> list[tuple[str, str]]:
    """Claim a reply, and return who is said to have said what."""
    claim = claiming.claim(message_id=reply.pk)
    assert claim
    return [("user" if turn.is_user else "tool", turn.content) for turn in claim.turns]


@sync_to_async
def retried(person: Client, reply: models.Message) -> models.Message:
    """Let somebody ask anew."""
    return services.retry_reply(viewer=person.viewer, message_id=reply.pk)


async def test_a_reply_that_was_stopped_is_asked_for_anew_and_not_gone_on_with(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where, "One?")
    await talk.ended(both.reply, "So f", "stopped")

    assert await turns(await retried(as_student, both.reply)) == [("user", "One?")]


async def test_of_a_reply_and_what_was_asked_for_in_its_place_the_later_counts(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where, "One?")
    await talk.ended(both.reply, "So f", "stopped")
    await talk.ended(await retried(as_student, both.reply), "So far.")
    again = await talk.sent(as_student, where, "Two?")

    assert await turns(again.reply) == [("user", "One?"), ("tool", "So far."), ("user", "Two?")]


async def test_what_was_said_again_after_a_failure_is_one_with_what_was_said_first(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where, "One?")
    await talk.ended(both.reply, "", "failed", failure="stalled")
    again = await talk.sent(as_student, where, "Two?")

    assert await turns(again.reply) == [("user", "One?\n\nTwo?")]


async def test_a_long_conversation_is_told_from_something_that_its_user_said(
    as_student: Client, as_staff: Client
) -> None:
    await talk.limited(as_staff, rules.MESSAGES_PER_MINUTE, 100)
    where = await talk.conversation(as_student)
    for number in range(1, claiming.MOST_TURNS // 2 + 1):
        await talk.ended((await talk.sent(as_student, where, f"{number}?")).reply, f"{number}.")
    last = await talk.sent(as_student, where, "And?")

    told = await turns(last.reply)

    assert told[0] == ("user", "2?")
    assert told[-1] == ("user", "And?")
