"""Replies that are stopped, retried, deleted, left behind by their worker, or no longer shared while they grow."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from domains.conversations import models, rules, services
from domains.conversations.models import MessageStatus
from domains.kit import clock, ids
from tests.support.chat import connected_tool, ended, reading, said, set_setting, started, stored, working
from tests.support.client import Client
from tests.support.provider import Provider, provider, text_of

ENDLESS = "never_stops?rate=100"


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider, and a worker that asks it."""
    async with provider() as up, working():
        yield up


async def left(served: Provider) -> None:
    """Wait until the provider's last answer is left by who asked for it."""
    async with asyncio.timeout(3):
        await served.requests[-1].left.wait()


async def test_a_stopped_reply_ends_at_once_and_the_provider_is_let_go(
    gateway: str, served: Provider, as_student: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    async with reading(gateway, as_student, conversation) as reader:
        reply = await said(as_student, conversation)
        await reader.has(reply, 60)

        answer = await as_student.run("StopReply", input={"messageId": reply})
        told = await reader.end()
        await left(served)

    stopped = await stored(reply)
    assert answer["stopReply"]["errors"] == []
    assert (reader.heard[-1], told["status"]) == ("MessageCompleted", "STOPPED")
    assert (told["content"], stopped.status) == (stopped.content, "stopped")
    assert len(stopped.content) >= 60


async def test_a_silent_reply_is_stopped_too(served: Provider, as_student: Client) -> None:
    conversation = await started(as_student, await connected_tool(served.url, "begins"))
    reply = await said(as_student, conversation)
    async with asyncio.timeout(5):
        while not served.requests:  # noqa: ASYNC110 - the provider tells nobody
            await asyncio.sleep(0.01)

    await as_student.run("StopReply", input={"messageId": reply})
    await left(served)

    assert (await stored(reply)).status == "stopped"


async def test_a_reply_is_retried_beside_the_one_that_failed(
    gateway: str, served: Provider, as_student: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, "cuts?tokens=3&times=1"))
    async with reading(gateway, as_student, conversation) as reader:
        failed = await said(as_student, conversation)
        await reader.until("MessageFailed")

        again = await as_student.run("RetryReply", input={"messageId": failed})
        whole = await reader.end()

    assert whole["id"] == again["retryReply"]["reply"]["id"] != failed
    assert (whole["status"], whole["content"]) == ("COMPLETE", text_of(5))
    assert (await stored(failed)).content == text_of(3)
    # What failed was never said.
    assert [turn["role"] for turn in served.requests[1].body["messages"]] == ["user"]


async def test_a_conversation_that_is_deleted_takes_its_reply_along(
    gateway: str, served: Provider, as_student: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    async with reading(gateway, as_student, conversation) as reader:
        reply = await said(as_student, conversation)
        await reader.has(reply, 60)

        await as_student.run("DeleteConversation", input={"conversationId": conversation})
        await left(served)

    assert not await models.Message.objects.aexists()


async def shared(owner: Client, conversation: str, **values: Any) -> str:
    """Let somebody share a conversation, and return the link's token."""
    answer = await owner.run("ShareConversation", input={"conversationId": conversation, "isPublic": False, **values})
    assert answer["shareConversation"]["errors"] == []
    token: str = answer["shareConversation"]["sharedChat"]["accessToken"]
    return token


async def test_who_has_the_link_reads_along_until_it_is_revoked(
    gateway: str, served: Provider, as_student: Client, as_anonymous: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    token = await shared(as_student, conversation)
    async with (
        reading(gateway, as_student, conversation) as owner,
        reading(gateway, as_anonymous, conversation, token=token) as guest,
    ):
        reply = await said(as_student, conversation)
        await asyncio.gather(owner.has(reply, 60), guest.has(reply, 60))

        await as_student.run("RevokeShare", input={"conversationId": conversation})

        code = await refused(guest)
        owner_has = len(owner.texts[reply])
        await owner.has(reply, owner_has + 60)
        await as_student.run("StopReply", input={"messageId": reply})

    assert code == "NOT_FOUND"


async def test_who_has_the_link_is_cut_off_when_it_runs_out(
    gateway: str, served: Provider, as_student: Client, as_anonymous: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    token = await shared(as_student, conversation)
    async with reading(gateway, as_anonymous, conversation, token=token) as guest:
        reply = await said(as_student, conversation)
        await guest.has(reply, 60)

        ran_out = clock.now() - timedelta(seconds=1)
        await models.SharedChat.objects.aupdate(expires_at=ran_out)

        assert await refused(guest) == "NOT_FOUND"
        await as_student.run("StopReply", input={"messageId": reply})


async def refused(guest: Any) -> str:
    """Read on until the subscription is refused, within a few seconds, and return why."""
    async with asyncio.timeout(8):
        while True:
            frame = await guest.subscriber.frame()
            if frame["type"] == "error":
                return str(frame["payload"][0]["extensions"]["code"])


async def test_nobody_reads_along_without_a_link_that_counts(
    gateway: str, served: Provider, as_student: Client, as_stranger: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url))
    other = await started(as_stranger, await connected_tool(served.url, slug="another"))
    token = await shared(as_stranger, other)

    for given in ({}, {"token": token}, {"token": "nonsense"}, {"token": ""}):
        with pytest.raises(AssertionError, match="NOT_FOUND"):
            async with reading(gateway, as_stranger, conversation, **given):
                pass


async def test_what_another_run_has_begun_is_not_begun_anew(served: Provider, as_student: Client) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    reply = await said(as_student, conversation)
    async with asyncio.timeout(5):
        while not (await stored(reply)).content:  # noqa: ASYNC110 - only the database knows
            await asyncio.sleep(0.01)

    # As after the death of a worker, of whose job nobody knows that it goes on.
    await services.run_reply(ids.decode(reply)[1])
    await left(served)

    found = await stored(reply)
    assert (found.status, found.failure) == ("failed", "interrupted")
    assert found.content.startswith("again ")


async def test_a_worker_that_is_told_to_stop_ends_what_it_has_begun(
    as_student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.worker.GRACE_SECONDS", 0.2)
    async with provider() as up:
        async with working():
            conversation = await started(as_student, await connected_tool(up.url, ENDLESS))
            reply = await said(as_student, conversation)
            async with asyncio.timeout(5):
                while not (await stored(reply)).content:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.01)

        found = await stored(reply)

    assert (found.status, found.failure) == ("failed", "interrupted")


async def test_a_worker_that_stops_before_it_has_begun_leaves_no_reply_open(as_student: Client) -> None:
    conversation = await started(as_student, await connected_tool("http://127.0.0.1:9/v1"))
    reply = await said(as_student, conversation)

    running = asyncio.create_task(services.run_reply(ids.decode(reply)[1]))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert (await ended(reply)).failure == "interrupted"


async def test_a_reply_that_no_job_writes_is_ended(as_student: Client) -> None:
    conversation = await started(as_student, await connected_tool("http://127.0.0.1:9/v1"))
    reply = await said(as_student, conversation)

    fresh = await sync_to_async(services.end_forgotten_replies)()
    await sync_to_async(models.Message.objects.filter(is_user=False).update)(
        created_at=clock.now() - timedelta(minutes=5), status=MessageStatus.STREAMING
    )
    queued = await sync_to_async(services.end_forgotten_replies)()
    await forget_jobs()
    forgotten = await sync_to_async(services.end_forgotten_replies)()

    assert (fresh, queued, forgotten) == (0, 0, 1)
    assert (await ended(reply)).failure == "interrupted"


@sync_to_async
def forget_jobs() -> None:
    """Let the queue lose what it has."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


async def test_used_tokens_count_for_the_day(served: Provider, as_student: Client) -> None:
    await set_setting(rules.TOKENS_PER_DAY, 15)
    conversation = await started(as_student, await connected_tool(served.url, "says?tokens=5"))
    await ended(await said(as_student, conversation))

    answer = await as_student.run("SendMessage", input={"conversationId": conversation, "content": "More?"})

    # 11 that were asked, as the provider counts, and 5 that were answered.
    assert [use.tokens async for use in models.TokenUse.objects.all()] == [16]
    assert [error["code"] for error in answer["sendMessage"]["errors"]] == ["TOKENS_USED_UP"]


async def test_what_was_said_of_a_reply_that_is_deleted_counts_too(
    gateway: str, served: Provider, as_student: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, ENDLESS))
    async with reading(gateway, as_student, conversation) as reader:
        reply = await said(as_student, conversation)
        await reader.has(reply, 120)

        await as_student.run("DeleteConversation", input={"conversationId": conversation})
        await left(served)

    # About a quarter of its characters, and two for the question.
    async with asyncio.timeout(5):
        while not await models.TokenUse.objects.aexists():  # noqa: ASYNC110 - only the database knows
            await asyncio.sleep(0.02)
    assert (await models.TokenUse.objects.aget()).tokens >= 2 + 120 // 4
