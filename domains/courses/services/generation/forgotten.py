"""Generations that no job works on: whatever went wrong, none is left open."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.models import GenerationFailure
from domains.courses.services.generation import ending
from domains.courses.services.generation.asking import TASK
from domains.courses.services.generation.claiming import open_generation
from domains.kit import clock
from domains.kit.open_work import has_job

# A job that has just begun, or is to be begun again, may be on its way.
SPARED = timedelta(minutes=1)


def end_forgotten_generations() -> int:
    """End the generations that no job works on, and return how many those were."""
    still_open = models.CourseGeneration.objects.filter(
        status__in=models.OPEN_GENERATIONS, updated_at__lt=clock.now() - SPARED
    )
    forgotten = list(still_open.exclude(has_job(TASK, "generation_id")).values_list("pk", flat=True))
    return sum(_end(key) for key in forgotten)


@transaction.atomic
def _end(generation_id: UUID) -> bool:
    """End a generation, if it is still open; return whether it was."""
    generation = open_generation(generation_id)
    if generation is not None:
        ending.fail_locked(generation, GenerationFailure.INTERRUPTED)
    return generation is not None
