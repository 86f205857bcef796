"""An account that is deleted while something is said in its name: one waits for the other, and none for ever."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from domains.conversations import models, services
from domains.conversations.models import MessageStatus
from domains.conversations.services.locks import locked_conversation
from domains.conversations.services.replies import claiming, ending
from domains.users.services import delete_account
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.faults import looked_up
from tests.support.race import race

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
"""


async def while_it_is_deleted(person: Client, *acts: Callable[[], Any]) -> list[Any]:
    """Do the first act, then delete the account until it waits for that, then do the others: in one transaction."""
    has_begun, waits = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def act() -> None:
        with transaction.atomic():
            acts[0]()
            loop.call_soon_threadsafe(has_begun.set)
            asyncio.run_coroutine_threadsafe(waits.wait(), loop).result(10)
            for each in acts[1:]:
                each()

    def delete() -> None:
        asyncio.run_coroutine_threadsafe(has_begun.wait(), loop).result(10)
        delete_account(viewer=person.viewer, password=world.PASSWORD)

    async def watch() -> None:
        while not await looked_up(WAITING):  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)
        waits.set()

    async with asyncio.timeout(20):
        watching = asyncio.create_task(watch())
        outcomes = await race(act, delete)
        await watching
        return outcomes


@pytest.fixture
async def sent(as_student: Client) -> services.Sent:
    """A message to a tool that is connected, and the reply that waits."""
    tool = await world.tool("oracle", api_endpoint="http://127.0.0.1:9/v1")
    return await talk.sent(as_student, await talk.begun(as_student, tool))


async def test_a_reply_that_ends_meanwhile(as_student: Client, sent: services.Sent) -> None:
    def end() -> None:
        claim = claiming.claim(message_id=sent.reply.pk)
        assert claim
        models.Message.objects.filter(pk=sent.reply.pk).update(content="Hello.")
        ending.complete(claim=claim, usage=None, said=6)

    assert await while_it_is_deleted(as_student, end) == [None, None]
    assert await world.count(models.Message) == await world.count(models.TokenUse) == 0


async def test_a_reply_that_is_stopped_meanwhile(as_student: Client, sent: services.Sent) -> None:
    def hold() -> None:
        locked_conversation(as_student.viewer, sent.reply.conversation_id)

    def stop() -> None:
        models.Message.objects.filter(pk=sent.reply.pk).update(status=MessageStatus.STOPPED)

    assert await while_it_is_deleted(as_student, hold, stop) == [None, None]
    assert await world.count(models.Message) == 0
