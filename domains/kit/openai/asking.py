"""One question to a provider, and its answer as it comes."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from domains.kit.openai.clients import Client, Endpoint, client_for
from domains.kit.openai.failing import refused_wish, unanswered
from domains.kit.openai.sdk import sdk
from domains.kit.openai.waiting import Waiting

DRAIN_SECONDS = 0.1


@dataclass(frozen=True)
class Turn:
    """Something that was said so far, by the user or by the tool."""

    content: str
    is_user: bool


@dataclass(frozen=True)
class Question:
    """What is asked, and whom.

    Args:
        endpoint: who is asked.
        turns: what was said so far, the user last.
        instructions: what the model is told to do with it, if anything.
        form: the JSON schema of the answer, where it has one. A model that takes no schemas answers without.
    """

    endpoint: Endpoint
    turns: Sequence[Turn]
    instructions: str = ""
    form: Mapping[str, Any] | None = None


@asynccontextmanager
async def asked(question: Question, waiting: Waiting) -> AsyncIterator["Body"]:
    """Ask, and give the body of the answer, whose connection is closed at once if it is left unread.

    Raises:
        ProviderError: there is no answer, or it is a refusal.
        TimeoutError: there is none in time.
    """
    async with client_for(question.endpoint) as client:
        # First the client, then the clock: what is done once for all questions takes no time of this one's.
        waiting.begin()
        async with asyncio.timeout_at(waiting.limit):
            response = await _response(client, question, waiting.patience.connect)
        try:
            yield Body(response)
        finally:
            await response.close()


async def _response(client: Client, question: Question, connect: float) -> Any:
    """Ask, and return the SDK's response; without a wish where that was what the provider refused."""
    model = question.endpoint.model
    wishes = {name: wish for name, wish in _wishes(question).items() if (model, name) not in client.refused}
    try:
        return await _opened(client, question, connect, wishes)
    except Exception as error:  # noqa: BLE001 - whatever the SDK raises, there is no answer
        refused = refused_wish(error, wishes)
        if refused is None:
            raise unanswered(error) from None
    client.refused.add((model, refused))
    return await _response(client, question, connect)


async def _opened(client: Client, question: Question, connect: float, wishes: Mapping[str, Any]) -> Any:
    """Send the question by the SDK, and return its response with the body still to come."""
    return await client.sdk.chat.completions.with_streaming_response.create(
        model=question.endpoint.model,
        messages=_messages(question),
        stream=True,
        extra_headers=client.headers,
        # The patience with what comes after that is not the SDK's: it would count comments as signs of life.
        timeout=sdk().Timeout(None, connect=connect, pool=connect),
        **wishes,
    ).__aenter__()


def _messages(question: Question) -> list[dict[str, str]]:
    """Return what is said as the protocol has it."""
    told = [{"role": "system", "content": question.instructions}] if question.instructions else []
    return told + [
        {"role": "user" if turn.is_user else "assistant", "content": turn.content} for turn in question.turns
    ]


def _wishes(question: Question) -> dict[str, Any]:
    """Return what else is asked for, of a provider that takes it: a count of tokens, and an answer of a form."""
    wishes: dict[str, Any] = {"stream_options": {"include_usage": True}}
    if question.form is not None:
        schema = {"name": "answer", "strict": True, "schema": question.form}
        wishes["response_format"] = {"type": "json_schema", "json_schema": schema}
    return wishes


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
