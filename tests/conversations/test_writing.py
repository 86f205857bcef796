"""Writing what grows, whatever happened to what was sent before, and whoever else writes."""

import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from domains.conversations import models
from domains.conversations.models import MessageStatus
from domains.conversations.services.replies.writing import Writer
from tests.conversations import talk
from tests.support.client import Client


@pytest.fixture
async def reply(as_student: Client) -> models.Message:
    """A reply that a run writes."""
    message = (await talk.sent(as_student, await talk.conversation(as_student))).reply
    await claimed(message)
    return message


@sync_to_async
def claimed(message: models.Message) -> None:
    """Let another run have a reply."""
    message.status, message.run = MessageStatus.STREAMING, uuid4()
    message.save()


@sync_to_async
def content(message: models.Message) -> str:
    """Return what is stored."""
    return models.Message.objects.get(pk=message.pk).content


async def test_of_two_runs_in_one_process_the_one_that_lost_a_reply_hears_of_it(reply: models.Message) -> None:
    writer, first = Writer(), reply.run
    assert first
    async with asyncio.timeout(5), writer.page(reply.pk, first, "topic") as old:
        await claimed(reply)
        assert reply.run
        async with writer.page(reply.pk, reply.run, "topic") as new:
            await old.is_lost.wait()
            new.add("What is said.")
            await new.written()

    assert not new.is_lost.is_set()
    assert await content(reply) == "What is said."


async def test_what_was_stored_though_nobody_said_so_is_not_waited_for(reply: models.Message) -> None:
    writer = Writer()
    assert reply.run
    # As when the database took a piece and the connection broke before it said so; more was said meanwhile.
    await sync_to_async(models.Message.objects.filter(pk=reply.pk).update)(content="What")
    async with asyncio.timeout(5), writer.page(reply.pk, reply.run, "topic") as page:
        page.add("What is said.")
        await page.written()

    assert await content(reply) == "What is said."
