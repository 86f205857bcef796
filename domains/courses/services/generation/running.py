"""One run of a generation: each module that is missing is written, rendered and stored, to a good end or another."""

import asyncio
import logging
from functools import partial
from typing import Any
from uuid import UUID

from domains.courses import models
from domains.courses.models import GenerationFailure
from domains.courses.rules.modules import exercise_columns, module_columns
from domains.courses.services.generation import claiming, making
from domains.courses.services.generation.assignments import Assignment, WritingError
from domains.courses.services.generation.claiming import Claim
from domains.courses.services.generation.words import template_of
from domains.courses.services.generation.writers import write
from domains.kit.open_work import surely
from domains.kit.threads import on_database

logger = logging.getLogger("gateway.generations")


async def run_generation(generation_id: UUID) -> None:
    """Make a course, from where it stands to its end; what has ended meanwhile is left as it is."""
    try:
        await _make(generation_id)
    except asyncio.CancelledError:
        # The worker stops. Tried once: who waits for no database is found dead then, and the job runs again.
        await asyncio.shield(on_database(making.give_back)(generation_id=generation_id))
        raise


async def _make(generation_id: UUID) -> None:
    claim = await surely(partial(claiming.claim, generation_id=generation_id), "a generation", logger)
    if claim is None:
        return
    try:
        await _run(claim)
    except WritingError as error:
        await surely(partial(making.fail, claim=claim, failure=error.failure), "a generation", logger)
    except Exception:
        logger.exception("a generation failed")
        await surely(partial(making.fail, claim=claim, failure=GenerationFailure.INTERRUPTED), "a generation", logger)


async def _run(claim: Claim) -> None:
    """Make what is missing, one after the other, for as long as nobody else does.

    Raises:
        WritingError: it comes to no good end.
    """
    for module in claim.missing:
        written = await write(Assignment(template_of(module), claim.values))
        if not await surely(partial(store, claim, module, written), "a generation", logger):
            return
    if not claim.missing:
        await surely(partial(making.complete, claim=claim), "a generation", logger)


def store(claim: Claim, module: models.BlueprintModule, written: dict[str, Any]) -> bool:
    """Store a module; what takes its time is done before the transaction begins."""
    return making.add_module(
        claim=claim,
        blueprint_module=module,
        columns=module_columns(written),
        exercises=[exercise_columns(each) for each in written["exercises"]],
    )
