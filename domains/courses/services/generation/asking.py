"""Asking for a course: its row, how its generation is, and a job that makes it, in one transaction."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from domains.courses import models
from domains.courses.errors import CourseIsArchived, GenerationNotFailed, GenerationUnderWay
from domains.courses.models import GeneratedCourseStatus, GenerationStatus
from domains.courses.rules.hydration import Words, fill_text
from domains.courses.services.generation.locks import PATH, held_generation, locked_own_course
from domains.courses.services.generation.shelving import require_room
from domains.courses.services.generation.words import blueprint, require_words, words_of
from domains.courses.services.locks import held_account
from domains.courses.services.news import tell_generation
from domains.kit.errors import NotFound, conflicts, validate
from domains.kit.viewer import Viewer
from domains.users.models import User

TASK, QUEUE = "courses.generate", "generations"
TITLE = "The {DOMAIN:title} {ARCHETYPE:title}"
DESCRIPTION = "How software is built, told in terms of {DOMAIN}."
ONE_AT_A_TIME = {"course_generation_one_at_a_time": GenerationUnderWay}


@transaction.atomic
def generate_course(*, viewer: Viewer, title: str | None = None) -> models.GeneratedCourse:
    """Let a course be made of the blueprint and the viewer's own words.

    Args:
        viewer: for whom.
        title: what it is called; made of the words where nothing is said.

    Raises:
        Unauthenticated, ArchetypeMissing, InvalidTemplate, TooManyCourses, GenerationUnderWay,
        Refusals: a title that does not fit, or a `VariableMissing` for each word that is missing.
    """
    learner = held_account(viewer)
    values = words_of(learner)
    modules = blueprint()
    require_words(modules, values)
    require_room(learner.pk)
    with conflicts(ONE_AT_A_TIME):
        course = _course(learner, values, title)
        generation = models.CourseGeneration.objects.create(
            course=course, user=learner, modules_total=len(modules), variables=values
        )
    start(generation)
    return course


@transaction.atomic
def retry_generation(*, viewer: Viewer, course_id: UUID) -> models.GeneratedCourse:
    """Let a course be made whole whose generation failed; the modules that are there stay as they are.

    Its words are those of when it was asked for; what was not said then may have been said since.

    Raises:
        Unauthenticated, NotFound, CourseIsArchived, GenerationNotFailed, GenerationUnderWay,
        Refusals: a `VariableMissing` for each word that is missing.
    """
    course = locked_own_course(viewer, course_id)
    generation = held_generation(course.pk)
    if generation is None:
        raise NotFound("There is no such course of yours.", path=PATH)
    if course.status == GeneratedCourseStatus.ARCHIVED:
        raise CourseIsArchived(path=PATH)
    if generation.status != GenerationStatus.FAILED:
        raise GenerationNotFailed(path=PATH)
    generation.variables = words_of(course.user) | generation.variables
    require_words(blueprint(), generation.variables)
    generation.status, generation.failure = GenerationStatus.WAITING, None
    generation.run, generation.runs = None, 0
    with conflicts(ONE_AT_A_TIME):
        generation.save()
    start(generation)
    return course


def start(generation: models.CourseGeneration) -> None:
    """Announce a generation that waits, and let a job make it once this transaction has committed."""
    tell_generation(generation)
    app.configure_task(TASK, queue=QUEUE).defer(generation_id=str(generation.pk))


def _course(learner: User, values: Mapping[str, str], title: str | None) -> models.GeneratedCourse:
    """Write the course that is to be made.

    Raises:
        Refusals: the title does not fit.
    """
    words = Words(values)
    course = models.GeneratedCourse(
        user=learner,
        archetype_id=learner.archetype.pk,
        title=fill_text(TITLE, words) if title is None else title.strip(),
        description=fill_text(DESCRIPTION, words),
    )
    validate(course, only=["title"])
    course.save()
    return course
