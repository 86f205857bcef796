"""Replies as they grow: read along by anybody who may, from the first word or from the middle."""

import asyncio
from contextlib import AsyncExitStack

from domains.conversations import rules
from schema.documents import documents
from tests.support.chat import Reader, connected_tool, ended, reading, said, set_setting, started, working
from tests.support.client import Client
from tests.support.live import token_of
from tests.support.provider import provider, text_of
from tests.support.streams import listening
from tests.support.world import tool


async def test_a_reply_grows_before_its_readers_eyes(gateway: str, as_student: Client) -> None:
    async with provider() as served, working():
        conversation = await started(as_student, await connected_tool(served.url, "says?tokens=60&rate=100"))
        async with reading(gateway, as_student, conversation) as reader:
            reply = await said(as_student, conversation)
            whole = await reader.end()

    assert reader.heard[:4] == ["Checkpoint", "MessageAdded", "MessageAdded", "ConversationChanged"]
    assert reader.heard[4:-1] == ["MessageDelta"] * len(reader.deltas)
    assert 10 <= len(reader.deltas) <= 30
    assert "".join(delta["text"] for delta in reader.deltas) == text_of(60)
    assert (whole["id"], whole["content"], whole["status"]) == (reply, text_of(60), "COMPLETE")
    assert (whole["tokens"], whole["isDemonstration"], whole["failure"]) == (60, False, None)
    assert served.requests[0].asked == "Hello?"


async def test_who_comes_late_has_what_there_is_and_then_the_rest(gateway: str, as_student: Client) -> None:
    async with provider() as served, working():
        conversation = await started(as_student, await connected_tool(served.url, "says?tokens=100&rate=100"))
        async with reading(gateway, as_student, conversation) as first:
            reply = await said(as_student, conversation)
            await first.has(reply, 100)

            async with reading(gateway, as_student, conversation) as late:
                beginning = await late.next()
                await asyncio.gather(first.end(), late.end())

    assert (beginning["__typename"], beginning["offset"]) == ("MessageDelta", 0)
    assert len(beginning["text"]) >= 100
    assert late.texts[reply] == first.texts[reply] == text_of(100)


async def test_whoever_is_cut_goes_on_where_they_were(gateway: str, as_student: Client) -> None:
    async with provider() as served, working():
        conversation = await started(as_student, await connected_tool(served.url, "says?tokens=150&rate=100"))
        async with reading(gateway, as_student, conversation) as cut:
            reply = await said(as_student, conversation)
            await cut.has(reply, 80)
            cut.subscriber.abort()

        async with reading(gateway, as_student, conversation, after=cut.subscriber.cursor) as again:
            again.texts = cut.texts
            await again.end()

    assert again.texts[reply] == text_of(150) == (await ended(reply)).content


async def test_a_tool_that_is_not_connected_is_shown_and_says_so(gateway: str, as_student: Client) -> None:
    await set_setting(rules.DEMONSTRATION_WORDS_PER_SECOND, 500)
    conversation = await started(as_student, await tool("oracle", short_description="It knows everything."))
    async with working(), reading(gateway, as_student, conversation) as reader:
        await said(as_student, conversation)
        whole = await reader.end()

    assert whole["isDemonstration"] is True
    assert "**This is a demonstration.**" in whole["content"]
    assert "It knows everything." in whole["content"]
    assert "".join(delta["text"] for delta in reader.deltas) == whole["content"]


async def test_a_stream_tells_the_same_as_a_socket(gateway: str, as_student: Client) -> None:
    async with provider() as served, working():
        conversation = await started(as_student, await connected_tool(served.url, "says?tokens=40&rate=100"))
        text, token = documents()["ConversationLive"].text, await token_of(as_student)
        async with listening(gateway, text, {"id": conversation}, token=token) as stream:
            reader = Reader(stream)
            await reader.until("Checkpoint")

            reply = await said(as_student, conversation)
            whole = await reader.end()

    assert "".join(delta["text"] for delta in reader.deltas) == text_of(40)
    assert reader.texts[reply] == whole["content"] == text_of(40)


async def test_many_who_read_the_same_are_told_by_one(gateway: str, as_student: Client, as_anonymous: Client) -> None:
    async with provider() as served, working(), AsyncExitStack() as stack:
        conversation = await started(as_student, await connected_tool(served.url, "says?tokens=40&rate=100"))
        await as_student.run("ShareConversation", input={"conversationId": conversation, "isPublic": True})
        readers = [await stack.enter_async_context(reading(gateway, as_anonymous, conversation)) for _ in range(9)]

        reply = await said(as_student, conversation)
        await asyncio.gather(*(reader.end() for reader in readers))

    first = readers[0]
    assert first.texts[reply] == text_of(40)
    assert all(reader.deltas == first.deltas for reader in readers)


async def test_another_conversation_hears_nothing_of_it(gateway: str, as_student: Client, as_stranger: Client) -> None:
    async with provider() as served, working():
        tool = await connected_tool(served.url, "says?tokens=20&rate=100")
        conversation, other = await started(as_student, tool), await started(as_stranger, tool)
        async with (
            reading(gateway, as_student, conversation) as reader,
            reading(gateway, as_stranger, other) as outsider,
        ):
            await said(as_student, conversation)
            await reader.end()

            assert await outsider.subscriber.is_silent()
