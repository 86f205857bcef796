"""A provider is waited for, but not for ever, and who stops listening hangs up at once."""

import asyncio
import time
from contextlib import aclosing
from dataclasses import replace

import pytest

from domains.conversations.models import ReplyFailure
from domains.kit.openai import Endpoint, Question, stream
from tests.conversations.replies import ASKED, PATIENCE, Reply, heard
from tests.support.provider import Provider, text_of

# Asked thrice if it were worth it: being late is none of what is tried again.
SHORT = replace(PATIENCE, first=0.3, idle=0.3, tries=3)


@pytest.fixture(autouse=True)
async def _loaded(served: Provider) -> None:
    """Have what is loaded once for all replies, so that the times are those of the replies."""
    await heard(Endpoint(served.url, "says"))
    served.requests.clear()


@pytest.mark.parametrize(
    ("behaviour", "text", "failure"),
    [
        ("is_silent", "", ReplyFailure.TIMED_OUT),
        ("begins", "", ReplyFailure.TIMED_OUT),
        ("stalls?tokens=0", "", ReplyFailure.TIMED_OUT),
        ("stalls?tokens=0&comments=1", "", ReplyFailure.TIMED_OUT),
        ("stalls?tokens=3", text_of(3), ReplyFailure.STALLED),
        ("stalls?tokens=3&comments=1", text_of(3), ReplyFailure.STALLED),
    ],
)
async def test_who_is_late_is_given_up(served: Provider, behaviour: str, text: str, failure: ReplyFailure) -> None:
    begun = time.monotonic()

    reply = await heard(Endpoint(served.url, behaviour), SHORT)

    assert reply == Reply(text, None, failure)
    assert 0.3 <= time.monotonic() - begun < 2
    [request] = served.requests
    async with asyncio.timeout(2):
        await request.left.wait()


async def test_slow_is_not_late(served: Provider) -> None:
    reply = await heard(Endpoint(served.url, "says?tokens=5&rate=10&first=0.2"), SHORT)

    assert reply.failure is None
    assert reply.text == text_of(5)


async def test_who_thinks_is_not_late(served: Provider) -> None:
    """Half a second of thoughts, each in time after the other."""
    reply = await heard(Endpoint(served.url, "thinks?thoughts=50"), SHORT)

    assert reply == Reply(text_of(5), None, None)


async def test_a_listener_who_is_slow_makes_nobody_late(served: Provider) -> None:
    texts = []

    async with aclosing(stream(Question(Endpoint(served.url, "says?tokens=3&usage=0"), ASKED), SHORT)) as pieces:
        async for piece in pieces:
            texts.append(piece)
            await asyncio.sleep(0.4)

    assert "".join(map(str, texts)) == text_of(3)


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [("never_stops", ReplyFailure.TOO_LONG), ("thinks?thoughts=1000", ReplyFailure.TIMED_OUT)],
)
async def test_who_never_stops_is_stopped(served: Provider, behaviour: str, failure: ReplyFailure) -> None:
    reply = await heard(Endpoint(served.url, behaviour), replace(SHORT, total=0.5))

    assert reply.failure == failure
    assert reply.text.startswith("again again ") == (failure == ReplyFailure.TOO_LONG)
    [request] = served.requests
    async with asyncio.timeout(2):
        await request.left.wait()


async def test_tries_and_pauses_take_no_more_than_all_the_time(served: Provider) -> None:
    begun = time.monotonic()

    reply = await heard(Endpoint(served.url, "refuses?status=429&retry_after=2"), replace(SHORT, total=1.0))

    assert reply == Reply("", None, ReplyFailure.RATE_LIMITED)
    assert time.monotonic() - begun < 1


async def test_who_stops_listening_hangs_up(served: Provider) -> None:
    async with aclosing(stream(Question(Endpoint(served.url, "never_stops"), ASKED), PATIENCE)) as pieces:
        await anext(pieces)

    [request] = served.requests
    async with asyncio.timeout(2):
        await request.left.wait()


@pytest.mark.parametrize("behaviour", ["is_silent", "begins", "stalls?tokens=1", "never_stops"])
async def test_who_is_cancelled_hangs_up(served: Provider, behaviour: str) -> None:
    listening = asyncio.create_task(heard(Endpoint(served.url, behaviour)))
    while not served.requests:  # noqa: ASYNC110 - the provider tells nobody
        await asyncio.sleep(0.01)
    [request] = served.requests

    listening.cancel()

    with pytest.raises(asyncio.CancelledError):
        await listening
    async with asyncio.timeout(2):
        await request.left.wait()
