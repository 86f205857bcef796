"""A provider is asked, and what it says arrives whole, however it is cut on its way."""

import asyncio
from contextlib import aclosing

import pytest

from domains.kit.openai import Endpoint, Question, Turn, Usage, clients, stream
from tests.conversations.replies import ASKED, PATIENCE, Reply, heard
from tests.support.provider import Provider, text_of


async def test_a_reply_arrives_with_its_count(served: Provider) -> None:
    reply = await heard(Endpoint(served.url, "says?tokens=7"))

    assert reply == Reply(text_of(7), Usage(prompt=11, completion=7), None)


async def test_the_provider_hears_all_that_was_said(served: Provider) -> None:
    turns = (Turn("Hello", is_user=True), Turn("Hi!", is_user=False), Turn("And now?", is_user=True))

    await heard(Endpoint(served.url, "any-model", key="a-key"), turns=turns)

    [request] = served.requests
    assert request.body == {
        "model": "any-model",
        "messages": [
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": "Hi!"},
            {"role": "user", "content": "And now?"},
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert request.headers["authorization"] == "Bearer a-key"


async def test_nothing_is_sent_that_is_not_for_this_provider(served: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the-key-for-another")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "the-key-for-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "our-organization")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "our-project")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer the-key-for-another")

    reply = await heard(Endpoint(served.url, "says"))

    assert reply.failure is None
    [request] = served.requests
    assert {"authorization", "openai-organization", "openai-project"}.isdisjoint(request.headers)


async def test_pieces_arrive_as_they_are_said(served: Provider) -> None:
    async with aclosing(stream(Question(Endpoint(served.url, "stalls?tokens=3"), ASKED), PATIENCE)) as pieces:
        # The provider says nothing more: what has arrived did not wait for the end.
        assert [await anext(pieces) for _ in range(3)] == ["word0 ", "word1 ", "word2 "]


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("cuts_characters?text=Grüße 😀", "Grüße 😀"),
        (r"cuts_pairs?parts=\ud83d|\ude00", "😀"),
        (r"cuts_pairs?parts=a\ud83d|\ude00\ud83d|\ude00b", "a😀😀b"),
        (r"cuts_pairs?parts=a\ud83d|b", "a\ufffdb"),
        (r"cuts_pairs?parts=\ude00|b", "\ufffdb"),
        (r"cuts_pairs?parts=a|\ud83d", "a\ufffd"),
        (r"cuts_pairs?parts=a\u0000b|\u0000|c", "abc"),
    ],
)
async def test_a_text_is_whole_and_can_be_stored(served: Provider, behaviour: str, text: str) -> None:
    reply = await heard(Endpoint(served.url, behaviour))

    assert reply == Reply(text, None, None)


@pytest.mark.parametrize(
    "behaviour",
    [
        "says?usage=0",
        "says?done=0&usage=0",
        # It names no reason, and says that all is done.
        "says?finish=&usage=0",
        # Cut to a length by the provider: that is all it has.
        "says?finish=length&usage=0",
        "thinks",
    ],
)
async def test_a_reply_is_whole_when_its_end_was_said(served: Provider, behaviour: str) -> None:
    reply = await heard(Endpoint(served.url, behaviour))

    assert reply == Reply(text_of(5), None, None)


async def test_a_count_that_does_not_come_is_not_waited_for(served: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domains.kit.openai.waiting.COUNT_SECONDS", 0.05)

    reply = await heard(Endpoint(served.url, "lingers"))

    assert reply == Reply(text_of(5), None, None)


async def test_who_cannot_count_is_asked_without(served: Provider) -> None:
    endpoint = Endpoint(served.url, "refuses_options")

    first, second = await heard(endpoint), await heard(endpoint)

    assert first == second == Reply(text_of(5), None, None)
    # It is remembered: the second reply costs one question.
    assert ["stream_options" in request.body for request in served.requests] == [True, False, False]


async def test_replies_share_connections(served: Provider) -> None:
    endpoint = Endpoint(served.url, "says")

    for _ in range(3):
        await heard(endpoint)

    assert len({request.connection for request in served.requests}) == 1


async def test_many_replies_grow_at_once(served: Provider) -> None:
    endpoint = Endpoint(served.url, "says?tokens=20&rate=50")

    async with asyncio.timeout(10):
        replies = await asyncio.gather(*(heard(endpoint) for _ in range(150)))

    assert set(replies) == {Reply(text_of(20), Usage(11, 20), None)}


async def test_clients_that_nobody_uses_are_let_go(served: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "MOST_CLIENTS", 2)
    stalling = Endpoint(served.url, "stalls?tokens=2", key="first")

    async with aclosing(stream(Question(stalling, ASKED), PATIENCE)) as pieces:
        await anext(pieces)
        for key in ("second", "third", "fourth"):
            await heard(Endpoint(served.url, "says", key=key))

        # Whose reply still grows keeps its connection.
        assert await anext(pieces) == "word1 "
    await heard(Endpoint(served.url, "says", key="second"))
    connections = {
        request.connection for request in served.requests if request.headers["authorization"][7:] == "second"
    }
    assert len(connections) == 2
