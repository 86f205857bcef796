"""One run of a generation: each module that is missing is written, rendered and stored, to a good end or another."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from domains.courses import models
from domains.courses.models import GenerationFailure
from domains.courses.rules.modules import exercise_columns, module_columns
from domains.courses.services.generation import claiming, making
from domains.courses.services.generation.assignments import Assignment, WritingError
from domains.courses.services.generation.claiming import Claim
from domains.courses.services.generation.words import template_of
from domains.kit.live import PASSING
from domains.kit.threads import on_database

T = TypeVar("T")

logger = logging.getLogger("gateway.generations")

# What the database must know is told again so soon, as long as it is away.
TROUBLED_SECONDS = 1.0


async def run_generation(generation_id: UUID) -> None:
    """Make a course, from where it stands to its end; what has ended meanwhile is left as it is."""
    try:
        await _make(generation_id)
    except asyncio.CancelledError:
        # The worker stops. Tried once: who waits for no database is found dead then, and the job runs again.
        await asyncio.shield(on_database(making.give_back)(generation_id=generation_id))
        raise


async def _make(generation_id: UUID) -> None:
    claim = await _surely(partial(claiming.claim, generation_id=generation_id))
    if claim is None:
        return
    try:
        await _run(claim)
    except WritingError as error:
        await _surely(partial(making.fail, claim=claim, failure=error.failure))
    except Exception:
        logger.exception("a generation failed")
        await _surely(partial(making.fail, claim=claim, failure=GenerationFailure.INTERRUPTED))


async def _run(claim: Claim) -> None:
    """Make what is missing, one after the other, for as long as nobody else does.

    Raises:
        WritingError: it comes to no good end.
    """
    for module in claim.missing:
        written = await claim.writer(Assignment(template_of(module), claim.values))
        if not await _surely(partial(store, claim, module, written)):
            return
    if not claim.missing:
        await _surely(partial(making.complete, claim=claim))


def store(claim: Claim, module: models.BlueprintModule, written: dict[str, Any]) -> bool:
    """Store a module; what takes its time is done before the transaction begins."""
    return making.add_module(
        claim=claim,
        blueprint_module=module,
        columns=module_columns(written),
        exercises=[exercise_columns(each) for each in written["exercises"]],
    )


async def _surely(work: Callable[[], T]) -> T:
    """Do what a generation would stay open without, however long the database is away."""
    while True:
        try:
            return await on_database(work)()
        except PASSING as error:
            logger.warning("a generation waits for the database (%s)", type(error).__name__)
            await asyncio.sleep(TROUBLED_SECONDS)
