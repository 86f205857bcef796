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

# A job that has just begun, or is to be begun again, may be on its way.
SPARED = timedelta(minutes=1)
FORGOTTEN = """
SELECT generation.id FROM courses_coursegeneration AS generation
WHERE generation.status IN ('waiting', 'running') AND generation.updated_at < %s AND NOT EXISTS (
    SELECT FROM procrastinate_jobs AS job WHERE job.task_name = %s AND job.status IN ('todo', 'doing')
        AND job.args ->> 'generation_id' = generation.id::text
)
"""


def end_forgotten_generations() -> int:
    """End the generations that no job works on, and return how many those were."""
    forgotten = models.CourseGeneration.objects.raw(FORGOTTEN, [clock.now() - SPARED, TASK])
    return sum(_end(each.pk) for each in forgotten)


@transaction.atomic
def _end(generation_id: UUID) -> bool:
    """End a generation, if it is still open; return whether it was."""
    generation = open_generation(generation_id)
    if generation is not None:
        ending.fail_locked(generation, GenerationFailure.INTERRUPTED)
    return generation is not None
