"""One question to a provider, and its answer as it comes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from domains.conversations.services.replies.clients import Client, Endpoint, client_for
from domains.conversations.services.replies.failing import refuses_options, unanswered
from domains.conversations.services.replies.sdk import sdk
from domains.conversations.services.replies.waiting import Waiting

DRAIN_SECONDS = 0.1


@dataclass(frozen=True)
class Turn:
    """Something that was said so far, by the user or by the tool."""

    content: str
    is_user: bool


@dataclass(frozen=True)
class Question:
    """What is asked, and whom."""

    endpoint: Endpoint
    turns: Sequence[Turn]


@asynccontextmanager
async def asked(question: Question, waiting: Waiting) -> AsyncIterator["Body"]:
    """Ask, and give the body of the answer, whose connection is closed at once if it is left unread.

    Raises:
        ReplyError: there is no answer, or it is a refusal.
        TimeoutError: there is none in time.
    """
    async with client_for(question.endpoint) as client:
        # First the client, then the clock: what is done once for all replies takes no time of this one's.
        waiting.begin()
        async with asyncio.timeout_at(waiting.limit):
            response = await _response(client, question, waiting.patience.connect, counted=client.takes_options)
        try:
            yield Body(response)
        finally:
            await response.close()


async def _response(client: Client, question: Question, connect: float, *, counted: bool) -> Any:
    """Ask, and return the SDK's response; without the wish for a count where that was what the provider refused."""
    try:
        return await _opened(client, question, connect, counted=counted)
    except Exception as error:  # noqa: BLE001 - whatever the SDK raises, there is no answer
        if not (counted and refuses_options(error)):
            raise unanswered(error) from None
    client.takes_options = False
    return await _response(client, question, connect, counted=False)


async def _opened(client: Client, question: Question, connect: float, *, counted: bool) -> Any:
    """Send the question by the SDK, and return its response with the body still to come."""
    options = {"stream_options": {"include_usage": True}} if counted else {}
    return await client.sdk.chat.completions.with_streaming_response.create(
        model=question.endpoint.model,
        messages=[
            {"role": "user" if turn.is_user else "assistant", "content": turn.content} for turn in question.turns
        ],
        stream=True,
        extra_headers=client.headers,
        # The patience with what comes after that is not the SDK's: it would count comments as signs of life.
        timeout=sdk().Timeout(None, connect=connect, pool=connect),
        **options,
    ).__aenter__()


class Body:
    """The bytes of an answer, as they come.

    Args:
        response: the SDK's response.
    """

    def __init__(self, response: Any) -> None:
        self._bytes = response.iter_bytes()

    async def read(self) -> bytes | None:
        """Wait for more, and return it; nothing at the end.

        Raises:
            Exception: the connection broke, in any of the ways that its layers have.
        """
        piece: bytes | None = await anext(self._bytes, None)
        return piece

    async def drain(self) -> None:
        """Read an end that is on its way, so that the connection can serve the next question."""
        with suppress(Exception):
            async with asyncio.timeout(DRAIN_SECONDS):
                while await self.read() is not None:
                    pass
