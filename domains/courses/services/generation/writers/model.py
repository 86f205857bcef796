"""The writer that asks a model for the text of a module; all else in it is the blueprint's own."""

import asyncio
import logging
import random
from contextlib import aclosing
from typing import Any

from domains.courses.models import GenerationFailure
from domains.courses.services.generation.assignments import Assignment, WritingError
from domains.courses.services.generation.writers import offline
from domains.courses.services.generation.writers.forms import LONGEST_ANSWER, SCHEMA, FormError, sections_of
from domains.courses.services.generation.writers.telling import INSTRUCTIONS, told
from domains.kit.openai import Endpoint, Patience, ProviderError, ProviderFailure, Question, Turn, stream

logger = logging.getLogger("gateway.generations")

TRIES = 3
FIRST_REST_SECONDS = 2.0
# Who wants to be left alone for longer than that is asked again by the learner, not by the platform.
LONGEST_REST_SECONDS = 60.0
# An answer came, and it was none: the next one may be better.
MALFORMED = {ProviderFailure.UNREADABLE, ProviderFailure.EMPTY, ProviderFailure.STALLED, ProviderFailure.TOO_LONG}


class Setback(Exception):  # noqa: N818 - it is the try that fails, not yet the writing
    """A try that came to nothing.

    Args:
        failure: what the writing fails with, if this was the last one.
        may_pass: whether another one may go better.
        pause: how many seconds the provider wants to be left alone.
    """

    def __init__(self, failure: GenerationFailure, *, may_pass: bool = True, pause: float | None = None) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.may_pass = may_pass
        self.pause = pause


async def write(assignment: Assignment, endpoint: Endpoint, patience: Patience) -> dict[str, Any]:
    """Return the module of an assignment with the text that a model writes for it.

    Raises:
        WritingError
    """
    module = await offline.write(assignment)
    turns = [Turn(told(assignment, module), is_user=True)]
    question = Question(endpoint, turns, instructions=INSTRUCTIONS, form=SCHEMA)
    return module | {"sections": await _asked(question, patience)}


async def _asked(question: Question, patience: Patience) -> list[dict[str, str]]:
    """Ask until there is an answer, a few times at most, with longer and longer rests."""
    nth = 1
    while True:
        try:
            return await _answered(question, patience)
        except Setback as setback:
            rest = _rest(setback, nth)
            if nth == TRIES or not setback.may_pass or rest > LONGEST_REST_SECONDS:
                raise WritingError(setback.failure) from None
        await asyncio.sleep(rest)
        nth += 1


async def _answered(question: Question, patience: Patience) -> list[dict[str, str]]:
    """Ask once.

    Raises:
        Setback
    """
    try:
        return sections_of(await _said(question, patience))
    except FormError as error:
        # Only how it fails: what a model says may be somebody's words.
        logger.warning("the model that writes said no sections: %s", error)
        raise Setback(GenerationFailure.MALFORMED) from None
    except ProviderError as error:
        # Told in the log by who asked.
        raise _setback(error) from None


async def _said(question: Question, patience: Patience) -> str:
    """Return what the model says; of what is too long, no more is read."""
    pieces: list[str] = []
    length = 0
    async with aclosing(stream(question, patience)) as said:
        async for piece in said:
            if isinstance(piece, str):
                pieces.append(piece)
                length += len(piece)
            if length > LONGEST_ANSWER:
                raise FormError(f"more than {LONGEST_ANSWER} characters")
    return "".join(pieces)


def _setback(error: ProviderError) -> Setback:
    """Return what it means for the writing that the provider came to no good end."""
    if error.failure in MALFORMED:
        return Setback(GenerationFailure.MALFORMED, pause=error.pause)
    if error.may_pass or error.failure == ProviderFailure.TIMED_OUT:
        return Setback(GenerationFailure.UNREACHABLE, pause=error.pause)
    is_away = error.failure == ProviderFailure.UNREACHABLE
    return Setback(GenerationFailure.UNREACHABLE if is_away else GenerationFailure.REFUSED, may_pass=False)


def _rest(setback: Setback, nth: int) -> float:
    """Return for how long to leave the model alone: as its provider wishes, or longer each time, not all at once."""
    if setback.pause is not None:
        return setback.pause
    return FIRST_REST_SECONDS * float(2 ** (nth - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
