"""What a run of a generation writes: a module with its exercises, and how it ended, each in one transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef

from domains.courses import models
from domains.courses.models import GenerationFailure, GenerationStatus
from domains.courses.services.generation import asking, ending
from domains.courses.services.generation.claiming import Claim, held_by, open_generation
from domains.courses.services.news import tell_generated_module, tell_generation
from domains.kit.counts import derived, number_of


@derived(models.CourseGeneration, "modules_done")
def modules_made() -> Any:
    """Return how many modules of the course are there."""
    return number_of(models.GeneratedModule.objects.filter(course=OuterRef("course")), "course")


@transaction.atomic
def add_module(
    *,
    claim: Claim,
    blueprint_module: models.BlueprintModule,
    columns: Mapping[str, Any],
    exercises: list[dict[str, Any]],
) -> bool:
    """Store a module, and with the last one that the course is whole.

    Args:
        claim: whose it is.
        blueprint_module: what it was made of.
        columns: the columns of its row.
        exercises: those of its exercises' rows, in their order.

    Returns:
        Whether the generation is still this run's; else nothing was stored.
    """
    generation = held_by(claim)
    if generation is None:
        return False
    if models.GeneratedModule.objects.filter(course=claim.course_id, blueprint_module=blueprint_module).exists():
        # The database was lost as it said so, and is told again.
        return True
    module = _module(generation, blueprint_module, columns)
    rows = [models.CodingExercise(module=module, order_index=place, **each) for place, each in enumerate(exercises, 1)]
    models.CodingExercise.objects.bulk_create(rows)
    generation.modules_done += 1
    tell_generated_module(module)
    if blueprint_module == claim.missing[-1]:
        ending.complete_locked(generation)
    else:
        generation.save()
        tell_generation(generation)
    return True


@transaction.atomic
def complete(*, claim: Claim) -> None:
    """End a generation in which nothing is missing, unless it is another run's."""
    if generation := held_by(claim):
        ending.complete_locked(generation)


@transaction.atomic
def fail(*, claim: Claim, failure: GenerationFailure) -> None:
    """End a generation that came to no good end, unless it is another run's."""
    if generation := held_by(claim):
        ending.fail_locked(generation, failure)


@transaction.atomic
def give_back(*, generation_id: UUID) -> None:
    """Let another run go on: this one's worker stops. One that runs elsewhere ends when that one begins."""
    if generation := open_generation(generation_id):
        generation.status, generation.run = GenerationStatus.WAITING, None
        generation.save()
        asking.start(generation)


def _module(
    generation: models.CourseGeneration, blueprint_module: models.BlueprintModule, columns: Mapping[str, Any]
) -> models.GeneratedModule:
    """Write a module down, behind those that are there, whose course is locked: nobody completes one meanwhile."""
    there = models.GeneratedModule.objects.filter(course=generation.course_id)
    # The first one is unlocked, and so is the next where a learner has completed all before it.
    is_locked = there.filter(is_completed=False).exists()
    module: models.GeneratedModule = models.GeneratedModule.objects.create(
        course_id=generation.course_id,
        blueprint_module=blueprint_module,
        order_index=there.count() + 1,
        is_locked=is_locked,
        **columns,
    )
    return module
