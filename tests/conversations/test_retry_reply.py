"""Asking anew for a reply that came to nothing."""

from typing import Any

import pytest

from domains.catalog.models import Tool
from domains.conversations import models, services
from domains.conversations.models import MessageStatus
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused

FAILED: dict[str, Any] = {"status": MessageStatus.FAILED, "failure": "stalled"}
STOPPED: dict[str, Any] = {"status": MessageStatus.STOPPED}


async def ended(person: Client, content: str = "So f", **columns: Any) -> services.Sent:
    """Let somebody say something to which the reply ends like this."""
    both = await talk.sent(person, await talk.conversation(person))
    await talk.ended(both.reply, content, **columns)
    return both


@pytest.mark.parametrize("end", [FAILED, STOPPED], ids=["failed", "stopped"])
async def test_a_new_reply_waits_and_the_old_one_stays(as_student: Client, end: dict[str, Any]) -> None:
    both = await ended(as_student, **end)
    where = both.message.conversation
    before = await talk.told(where)

    payload = (await as_student.run("RetryReply", input={"messageId": world.id_of(both.reply)}))["retryReply"]

    new = await models.Message.objects.aget(status=MessageStatus.WAITING)
    assert payload["errors"] == []
    assert (payload["reply"]["id"], payload["reply"]["status"]) == (world.id_of(new), "WAITING")
    assert await talk.messages(where) == [
        (True, "Hello?", "complete"), (False, "So f", end["status"]), (False, "", "waiting"),
    ]  # fmt: skip
    assert await talk.told(where) == [*before, ("reply_added", str(new.pk))]
    assert await talk.queued() == [{"message_id": str(both.reply.pk)}, {"message_id": str(new.pk)}]


async def test_a_reply_that_is_whole_is_not_retried(as_student: Client) -> None:
    both = await ended(as_student)

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.reply))

    assert reasons == [("NOT_RETRYABLE", "input.messageId")]


async def test_only_the_last_reply_is_retried(as_student: Client) -> None:
    both = await ended(as_student, **FAILED)
    again = await talk.sent(as_student, both.message.conversation, "And?")
    await talk.ended(again.reply, **STOPPED)

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.reply))

    assert reasons == [("NOT_RETRYABLE", "input.messageId")]


async def test_a_reply_that_is_on_its_way_is_waited_for(as_student: Client) -> None:
    both = await talk.sent(as_student, await talk.conversation(as_student))

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.reply))

    assert reasons == [("REPLY_IN_PROGRESS", "input.messageId")]


async def test_what_one_said_oneself_is_no_reply(as_student: Client) -> None:
    both = await ended(as_student, **FAILED)

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.message))

    assert reasons == [("NOT_FOUND", "input.messageId")]


async def test_a_tool_that_is_out_of_use_is_not_asked_anew(as_student: Client) -> None:
    both = await ended(as_student, **FAILED)
    await change(await Tool.objects.aget(), is_active=False)

    reasons = await refused(as_student, "RetryReply", messageId=world.id_of(both.reply))

    assert reasons == [("TOOL_UNAVAILABLE", "input.messageId")]
