"""Answers of providers, as they come: piece by piece, and every bad end with a reason.

What counts as what: a connection that breaks in the middle has stalled, as one that says nothing more; an answer that
goes on beyond the total time is too long; one that the provider itself cut to a length is complete, as are those that
name their end and then leave out the rest; one without text is empty, whatever ended it.
"""

import asyncio
import logging
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from urllib.parse import urlsplit

from domains.kit.openai.answers import Answer, Usage
from domains.kit.openai.asking import Body, Question, asked
from domains.kit.openai.clients import Endpoint
from domains.kit.openai.failing import ProviderError, ProviderFailure
from domains.kit.openai.patience import Patience
from domains.kit.openai.waiting import Waiting

logger = logging.getLogger("gateway.providers")

FIRST_PAUSE_SECONDS = 0.25
# Who wants to be left alone for longer than that is asked again by the user, not by the platform.
LONGEST_PAUSE_SECONDS = 5.0
# Enough of what a provider says for the log.
LOGGED_LENGTH = 300


async def stream(question: Question, patience: Patience) -> AsyncGenerator[str | Usage, None]:
    """Yield what a provider says, as pieces that can be stored, and at the end how many tokens it counted, if it did.

    As long as nothing was said, what may pass is tried again; afterwards never. Whoever stops reading closes this
    (`contextlib.aclosing`), and the provider's connection is closed at once.

    Raises:
        ProviderError: it came to no good end; what was yielded until then holds.
    """
    until = asyncio.get_running_loop().time() + patience.total
    for nth in range(1, patience.tries + 1):
        has_begun = False
        try:
            async with aclosing(_answered(question, patience, until)) as pieces:
                async for piece in pieces:
                    has_begun = True
                    yield piece
        except ProviderError as error:
            _log(question.endpoint, error)
            pause = _pause(error, nth)
            if has_begun or nth == patience.tries or not _is_worth(error, pause, until):
                raise
        else:
            return
        await asyncio.sleep(pause)


async def _answered(question: Question, patience: Patience, until: float) -> AsyncGenerator[str | Usage, None]:
    """Ask once, and yield the answer."""
    answer, waiting = Answer(), Waiting(patience, until)
    try:
        async with asked(question, waiting) as body:
            async with aclosing(_pieces(body, answer, waiting)) as pieces:
                async for text in pieces:
                    yield text
            if text := answer.end():
                yield text
            # Who has said nothing may be asked again, and then counts again.
            if answer.usage and answer.has_said:
                yield answer.usage
            _judge(answer)
            await body.drain()
    except TimeoutError:
        raise ProviderError(waiting.lateness(answer)) from None


async def _pieces(body: Body, answer: Answer, waiting: Waiting) -> AsyncGenerator[str, None]:
    """Yield the text of an answer, as it comes.

    Raises:
        TimeoutError: there was none in time.
    """
    try:
        # One for all of the answer: one for each piece costs as much as reading it.
        async with asyncio.timeout_at(waiting.limit) as patience:
            while not answer.is_done and (data := await _read(body, answer)) is not None:
                if text := answer.read(data):
                    # Whoever reads it may take their time.
                    patience.reschedule(None)
                    yield text
                waiting.heard(answer)
                patience.reschedule(waiting.limit)
    except TimeoutError:
        # An answer that has named its end is whole, however its connection ends.
        if not answer.finish:
            raise


async def _read(body: Body, answer: Answer) -> bytes | None:
    """Wait for more of an answer; nothing at its end."""
    try:
        return await body.read()
    except Exception as error:  # noqa: BLE001 - the layers below have many names for a connection that broke
        if answer.finish:
            return None
        raise ProviderError(ProviderFailure.STALLED, f"{type(error).__name__}: {error}", may_pass=True) from None


def _judge(answer: Answer) -> None:
    """Raise what is wrong with an answer that has ended."""
    if answer.error:
        raise answer.error
    if answer.finish == "content_filter":
        raise ProviderError(ProviderFailure.WITHHELD)
    # As some that pass questions on to others say that these failed.
    if answer.finish == "error":
        raise ProviderError(ProviderFailure.PROVIDER_ERROR, "it ended with an error", may_pass=True)
    if not answer.has_said:
        raise ProviderError(ProviderFailure.EMPTY, f"it ended with {answer.finish or 'nothing'}", may_pass=True)
    if not (answer.finish or answer.is_done):
        raise ProviderError(ProviderFailure.STALLED, "it broke off")


def _pause(error: ProviderError, nth: int) -> float:
    """Return for how long to leave the provider alone: as it wishes, or longer each time, and not all at once."""
    if error.pause is not None:
        return error.pause
    return FIRST_PAUSE_SECONDS * float(2 ** (nth - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def _is_worth(error: ProviderError, pause: float, until: float) -> bool:
    """Return whether the provider is asked again, after that pause."""
    left = until - asyncio.get_running_loop().time()
    return error.may_pass and pause <= min(left, LONGEST_PAUSE_SECONDS)


def _log(endpoint: Endpoint, error: ProviderError) -> None:
    """Tell who runs the platform that a provider failed. What it said may be somebody's words: who debugs sees it."""
    logger.warning("%s gave no good answer: %s", _host(endpoint), error.failure.value)
    # The key that it may have repeated stays out.
    reason = error.reason.replace(endpoint.key, "…") if endpoint.key else error.reason
    logger.debug("%s said %r", _host(endpoint), reason[:LOGGED_LENGTH])


def _host(endpoint: Endpoint) -> str:
    """Return the host of an address, of which other parts may hold secrets."""
    try:
        return urlsplit(endpoint.url).hostname or "nobody"
    except ValueError:
        return "nobody"
