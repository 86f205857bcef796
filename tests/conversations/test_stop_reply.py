"""Letting a reply grow no further."""

import pytest

from domains.conversations import models
from domains.conversations.models import MessageStatus
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused, traces


@pytest.mark.parametrize("status", [MessageStatus.WAITING, MessageStatus.STREAMING])
async def test_an_open_reply_stops_with_what_there_is_of_it(as_student: Client, status: MessageStatus) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where)
    await talk.ended(both.reply, "So f", status, completed_at=None)
    before = await talk.told(where)

    payload = (await as_student.run("StopReply", input={"messageId": world.id_of(both.reply)}))["stopReply"]

    reply = payload["reply"]
    assert payload["errors"] == []
    assert (reply["status"], reply["content"], reply["failure"]) == ("STOPPED", "So f", None)
    assert reply["completedAt"] is not None
    assert await talk.told(where) == [*before, ("message_completed", str(both.reply.pk))]


@pytest.mark.parametrize(
    ("status", "failure"),
    [(MessageStatus.COMPLETE, None), (MessageStatus.STOPPED, None), (MessageStatus.FAILED, "stalled")],
)
async def test_a_reply_that_has_ended_stays_as_it_is(as_student: Client, status: str, failure: str | None) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where)
    await talk.ended(both.reply, "All.", status, failure=failure)
    before = await traces()

    payload = (await as_student.run("StopReply", input={"messageId": world.id_of(both.reply)}))["stopReply"]

    assert payload["errors"] == []
    assert (payload["reply"]["status"], payload["reply"]["content"]) == (status.upper(), "All.")
    assert await traces() == before


async def test_what_one_said_oneself_is_no_reply(as_student: Client) -> None:
    both = await talk.sent(as_student, await talk.conversation(as_student))

    reasons = await refused(as_student, "StopReply", messageId=world.id_of(both.message))

    assert reasons == [("NOT_FOUND", "input.messageId")]


async def test_after_it_one_can_go_on(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    both = await talk.sent(as_student, where)
    await as_student.run("StopReply", input={"messageId": world.id_of(both.reply)})

    await talk.sent(as_student, where, "And now?")

    assert [(is_user, status) for is_user, _, status in await talk.messages(where)] == [
        (True, "complete"), (False, "stopped"), (True, "complete"), (False, "waiting"),
    ]  # fmt: skip
    assert await world.count(models.Message, status="waiting") == 1
