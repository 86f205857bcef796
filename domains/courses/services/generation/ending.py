"""How generations end: with a whole course, or failed for a reason."""

from domains.courses import models
from domains.courses.events import CourseStarted
from domains.courses.models import GenerationFailure, GenerationStatus
from domains.courses.services.modules import follow_modules
from domains.courses.services.news import tell_generation
from domains.courses.services.totals import recount
from domains.kit.events import emit


def complete_locked(generation: models.CourseGeneration) -> None:
    """End a locked generation whose modules are all there: the course has begun."""
    generation.status, generation.run = GenerationStatus.COMPLETE, None
    generation.save()
    tell_generation(generation)
    emit(CourseStarted(course_id=generation.course_id, course_type="GeneratedCourse", user_id=generation.user_id))
    # Staff may have taken away what was missing, and its learner may have completed all the others.
    follow_modules(generation.course)
    recount(generation.user_id, has_learned=False)


def fail_locked(generation: models.CourseGeneration, failure: GenerationFailure) -> None:
    """End a locked generation that came to no good end. The modules that are there stay."""
    generation.status, generation.failure, generation.run = GenerationStatus.FAILED, failure, None
    generation.save()
    tell_generation(generation)
