"""Who makes a course: a run claims its generation, and no other one writes then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from domains.courses import models
from domains.courses.models import GenerationFailure, GenerationStatus
from domains.courses.services.generation import ending
from domains.courses.services.generation.locks import held_generation
from domains.courses.services.locks import held_person
from domains.courses.services.modules import measure
from domains.courses.services.news import tell_generation
from domains.courses.services.own_courses import held_course

# A course that was interrupted so often may itself be what interrupts.
MOST_RUNS = 5


@dataclass(frozen=True)
class Claim:
    """A course that a run makes, and all that it takes.

    Args:
        course_id: the course.
        user_id: for whom.
        run: who makes it.
        values: the learner's words.
        missing: the modules that are still to be made, in their order.
    """

    course_id: UUID
    user_id: UUID
    run: UUID
    values: Mapping[str, str]
    missing: Sequence[models.BlueprintModule]


@transaction.atomic
def claim(*, generation_id: UUID) -> Claim | None:
    """Claim a generation that is open; nothing if it is not any more, or was begun too often."""
    generation = open_generation(generation_id)
    if generation is None:
        return None
    if generation.runs >= MOST_RUNS:
        ending.fail_locked(generation, GenerationFailure.INTERRUPTED)
        return None
    made = models.GeneratedModule.objects.filter(course=generation.course_id).values("blueprint_module")
    missing = list(models.BlueprintModule.objects.exclude(pk__in=made).order_by("module_number", "pk"))
    run = uuid4()
    generation.status, generation.run, generation.runs = GenerationStatus.RUNNING, run, generation.runs + 1
    # Staff may have changed the blueprint since it was asked for.
    generation.modules_total = generation.modules_done + len(missing)
    generation.save()
    measure(generation.course_id)
    tell_generation(generation)
    return Claim(generation.course_id, generation.user_id, run, generation.variables, missing)


def open_generation(generation_id: UUID) -> models.CourseGeneration | None:
    """Return a generation that is open, locked behind its learner and its course."""
    named = models.CourseGeneration.objects.filter(pk=generation_id).first()
    generation = named and _held(named.user_id, named.course_id)
    return generation if generation and generation.status in models.OPEN_GENERATIONS else None


def held_by(claim: Claim) -> models.CourseGeneration | None:
    """Return the generation of a claim, locked likewise; nothing if another run makes it now, or nobody."""
    generation = _held(claim.user_id, claim.course_id)
    is_own = generation is not None and generation.run == claim.run and generation.status == GenerationStatus.RUNNING
    return generation if is_own else None


def _held(user_id: UUID, course_id: UUID) -> models.CourseGeneration | None:
    is_there = held_person(user_id) is not None and held_course(course_id) is not None
    return held_generation(course_id) if is_there else None
