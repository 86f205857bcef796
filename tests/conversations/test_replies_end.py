"""How replies end when a provider does what it should not: stored, with a reason, and to be retried."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from domains.catalog.models import Tool
from domains.configuration.rules import Setting
from domains.conversations import rules
from domains.conversations.rules.patience import FIRST_TOKEN_SECONDS, IDLE_SECONDS, PROVIDER_TRIES
from domains.kit.openai.sdk import sdk
from tests.support.chat import connected_tool, ended, reading, said, set_setting, started, stored, working
from tests.support.client import Client
from tests.support.provider import Provider, provider, text_of

# What a provider does, why the reply has failed then, and what there is of it.
BAD_ENDS = {
    "the key is not accepted": ("refuses?status=401", "UNAUTHORIZED", 0),
    "it takes no more": ("refuses?status=429", "RATE_LIMITED", 0),
    "it fails": ("refuses?status=500", "PROVIDER_ERROR", 0),
    "it says nothing": ("is_silent", "TIMED_OUT", 0),
    "it begins and says nothing": ("begins", "TIMED_OUT", 0),
    "it stops in the middle": ("stalls?tokens=30&rate=100", "STALLED", 30),
    "it is cut in the middle": ("cuts?tokens=30&rate=100", "STALLED", 30),
    "it says garbage": ("writes_html", "UNREADABLE", 0),
    "it says garbage in the middle": ("babbles?tokens=30&rate=100", "UNREADABLE", 30),
    "it ends without a word": ("says?tokens=0", "EMPTY", 0),
    "it withholds the rest": ("says?tokens=30&rate=100&finish=content_filter", "WITHHELD", 30),
}


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider, a worker that asks it, and little patience with it."""
    # Loading it takes longer than that patience lasts.
    await asyncio.to_thread(sdk)
    patience: dict[Setting[Any], float] = {FIRST_TOKEN_SECONDS: 0.5, IDLE_SECONDS: 0.5, PROVIDER_TRIES: 1}
    for setting, value in patience.items():
        await set_setting(setting, value)
    async with provider() as up, working():
        yield up


@pytest.mark.parametrize(("behaviour", "failure", "tokens"), BAD_ENDS.values(), ids=BAD_ENDS)
async def test_a_bad_end_is_told_with_its_reason_and_nothing_is_lost(
    gateway: str, served: Provider, as_student: Client, behaviour: str, failure: str, tokens: int
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, behaviour))
    async with reading(gateway, as_student, conversation) as reader:
        reply = await said(as_student, conversation)
        told = await reader.end()

    assert reader.heard[-1] == "MessageFailed"
    assert (told["status"], told["failure"], told["content"]) == ("FAILED", failure, text_of(tokens))
    assert "".join(delta["text"] for delta in reader.deltas) == text_of(tokens)
    assert (await stored(reply)).completed_at is not None


async def test_what_fails_at_first_is_tried_again_until_it_speaks(served: Provider, as_student: Client) -> None:
    await set_setting(PROVIDER_TRIES, 3)
    conversation = await started(as_student, await connected_tool(served.url, "refuses?status=503&times=2"))

    reply = await ended(await said(as_student, conversation))

    assert (reply.status, reply.content) == ("complete", text_of(5))
    assert len(served.requests) == 3


async def test_a_provider_that_never_stops_is_stopped(
    served: Provider, as_student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REPLY_LENGTH", 600)
    conversation = await started(as_student, await connected_tool(served.url, "never_stops?rate=1000"))

    reply = await ended(await said(as_student, conversation))

    assert (reply.status, reply.failure) == ("failed", "too_long")
    assert reply.content == "again " * 100
    await served.requests[0].left.wait()


async def test_half_a_character_at_the_edge_of_a_chunk_arrives_whole(
    gateway: str, served: Provider, as_student: Client
) -> None:
    conversation = await started(as_student, await connected_tool(served.url, "cuts_characters?text=Grüße 😀 ü"))
    async with reading(gateway, as_student, conversation) as reader:
        reply = await said(as_student, conversation)
        await reader.end()

    assert reader.texts[reply] == "Grüße 😀 ü" == (await stored(reply)).content


async def test_what_cannot_be_stored_is_left_out(served: Provider, as_student: Client) -> None:
    behaviour = r"cuts_pairs?parts=a\u0000b|\ud83d|\ude00|\ud83d"
    conversation = await started(as_student, await connected_tool(served.url, behaviour))

    reply = await ended(await said(as_student, conversation))

    assert (reply.status, reply.content) == ("complete", "ab😀\ufffd")


async def test_a_tool_that_was_taken_out_of_use_answers_no_more(served: Provider, as_student: Client) -> None:
    tool = await connected_tool(served.url, "says?tokens=5")
    conversation = await started(as_student, tool)
    settings: Any = Tool.objects.filter(pk=tool.pk)
    reply = await said(as_student, conversation)
    first = await ended(reply)
    await settings.aupdate(is_active=False)

    answer = await as_student.run("SendMessage", input={"conversationId": conversation, "content": "And now?"})
    seen = await as_student.run("Conversation", id=conversation)

    assert [error["code"] for error in answer["sendMessage"]["errors"]] == ["TOOL_UNAVAILABLE"]
    assert [edge["node"]["content"] for edge in seen["conversation"]["messages"]["edges"]] == ["Hello?", first.content]


async def test_what_was_said_before_is_told_to_the_provider(served: Provider, as_student: Client) -> None:
    conversation = await started(as_student, await connected_tool(served.url, "says?tokens=3"))
    await ended(await said(as_student, conversation, "One?"))
    await ended(await said(as_student, conversation, "Two?"))

    assert served.requests[1].body["messages"] == [
        {"role": "user", "content": "One?"},
        {"role": "assistant", "content": text_of(3)},
        {"role": "user", "content": "Two?"},
    ]
