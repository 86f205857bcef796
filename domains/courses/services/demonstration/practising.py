"""A generated course as its learner has it who is one module in: made at once, without a job."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from domains.courses import models
from domains.courses.events import CourseStarted, ExercisePassed, ModuleCompleted
from domains.courses.models import CodingExerciseType, CodingProgressStatus, GenerationStatus
from domains.courses.rules.answers import shown_lines
from domains.courses.rules.exercises import flaws_in, tests_in
from domains.courses.rules.grading import BEST_SCORE, final_score, share_done
from domains.courses.rules.hydration import Words, fill_text, gaps_in, hydrated
from domains.courses.rules.texts import DESCRIPTION_LENGTH
from domains.courses.services.totals import recount
from domains.kit import clock
from domains.kit.events import emit
from domains.kit.markdown import markdown_to_html
from domains.kit.viewer import Viewer
from domains.users.models import UserArchetype, UserVariable
from domains.users.services import set_archetype

TITLE = "The {DOMAIN:title} {ARCHETYPE:title}"
DESCRIPTION = "How software is built, told in terms of {DOMAIN}."
# What the demo learner says of themselves.
SAID = {"meta_category": "digital", "archetype": "builder", "domain": "sneakers"}
VARIABLES = {"entity_primary": "sneaker", "metric": "resale price", "container": "vault"}
# What is Markdown in a module's content, by part.
MARKDOWN = {"sections": "body", "examples": "explanation"}
MINUTES = 95
TITLE_LENGTH = 255


def practise(learner: Viewer) -> None:
    """Let the learner have completed the first module of a course of their own, unless they have such a course."""
    user_id = learner.require_account()
    if models.GeneratedCourse.objects.filter(user=user_id).exists() or not models.BlueprintModule.objects.exists():
        return
    with clock.at(clock.now() - timedelta(hours=26)):
        # What they say of themselves stays as somebody may have changed it.
        if not _words(user_id):
            set_archetype(viewer=learner, **SAID, variables=VARIABLES)
    _generate(user_id)


@transaction.atomic
def _generate(user_id: UUID) -> None:
    """Let a learner have a whole course, its first module completed; there is none where they lack a word for it."""
    values = _words(user_id)
    blueprint = list(models.BlueprintModule.objects.order_by("module_number", "pk"))
    words = Words(values)
    if not all(words.has(key) for each in blueprint for key in gaps_in(_template(each)) | {"DOMAIN", "ARCHETYPE"}):
        return
    begun = clock.now() - timedelta(hours=25)
    with clock.at(begun):
        course = _course(user_id, values, len(blueprint))
        modules = [_module(course, order, each, values) for order, each in enumerate(blueprint, start=1)]
        emit(CourseStarted(course_id=course.pk, course_type="GeneratedCourse", user_id=user_id))
    with clock.at(begun + timedelta(minutes=MINUTES)):
        _complete(course, modules)
        recount(user_id)


def _words(user_id: UUID) -> dict[str, str]:
    """Return a learner's words by the gaps that they fill; none where they have not said what they are."""
    archetype = UserArchetype.objects.filter(user=user_id).first()
    if archetype is None:
        return {}
    variables = UserVariable.objects.filter(user=user_id).values_list("variable_key", "variable_value")
    about = {"DOMAIN": archetype.domain, "ARCHETYPE": archetype.archetype, "META_CATEGORY": archetype.meta_category}
    return {key.upper(): value for key, value in variables} | about


def _template(module: models.BlueprintModule) -> dict[str, Any]:
    """Return a module of the blueprint as its files have it."""
    titles = {"title_template": module.title_template, "description_template": module.description_template}
    return {**titles, **module.content_template, "exercises": module.exercise_templates}


def _course(user_id: UUID, values: Mapping[str, str], total: int) -> models.GeneratedCourse:
    words = Words(values)
    course: models.GeneratedCourse = models.GeneratedCourse.objects.create(
        user_id=user_id,
        archetype=UserArchetype.objects.filter(user=user_id).first(),
        title=fill_text(TITLE, words)[:TITLE_LENGTH],
        description=fill_text(DESCRIPTION, words),
    )
    models.CourseGeneration.objects.create(
        course=course,
        user_id=user_id,
        status=GenerationStatus.COMPLETE,
        modules_total=total,
        modules_done=total,
        variables=values,
    )
    return course


def _module(
    course: models.GeneratedCourse, order: int, blueprint: models.BlueprintModule, values: Mapping[str, str]
) -> models.GeneratedModule:
    made = hydrated(_template(blueprint), values)
    module: models.GeneratedModule = models.GeneratedModule.objects.create(
        course=course,
        blueprint_module=blueprint,
        order_index=order,
        title=made["title"][:TITLE_LENGTH],
        description=made["description"][:DESCRIPTION_LENGTH],
        content={part: [_shown(part, each) for each in made[part]] for part in blueprint.content_template},
        is_locked=order > 1,
    )
    models.CodingExercise.objects.bulk_create(
        models.CodingExercise(module=module, order_index=place, **each | {"title": each["title"][:TITLE_LENGTH]})
        for place, each in enumerate(made["exercises"], start=1)
    )
    return module


def _shown(part: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry of a module's content with its Markdown as HTML beside it."""
    name = MARKDOWN.get(part)
    return {**entry, f"{name}_html": markdown_to_html(entry[name])} if name else dict(entry)


def _complete(course: models.GeneratedCourse, modules: list[models.GeneratedModule]) -> None:
    """Let the first module be completed with the best score, and the second be unlocked."""
    first, *others = modules
    exercises = list(models.CodingExercise.objects.filter(module=first))
    for exercise in exercises:
        _pass(course, exercise)
    first.is_completed, first.completed_at = True, clock.now()
    first.save(update_fields=["is_completed", "completed_at"])
    score = final_score([(BEST_SCORE, exercise.points) for exercise in exercises])
    models.ModuleCompletion.objects.create(
        user_id=course.user_id, module=first, time_spent_minutes=MINUTES, final_score=score
    )
    models.GeneratedModule.objects.filter(pk__in=[each.pk for each in others[:1]]).update(is_locked=False)
    course.progress_percentage = share_done(1, len(modules))
    course.save(update_fields=["progress_percentage", "updated_at"])
    emit(
        ModuleCompleted(
            module_id=first.pk,
            module_number=first.blueprint_module.module_number,
            course_id=course.pk,
            user_id=course.user_id,
            final_score=score,
        )
    )


def _pass(course: models.GeneratedCourse, exercise: models.CodingExercise) -> None:
    """Let an exercise be passed at the first attempt."""
    is_diagnosis = exercise.type == CodingExerciseType.DIAGNOSIS
    lines = [line for flaw in flaws_in(exercise.flaws) for line in range(flaw.first, flaw.last + 1)]
    tests = [] if is_diagnosis else tests_in(exercise.test_cases)
    models.CodingProgress.objects.create(
        user_id=course.user_id,
        exercise=exercise,
        status=CodingProgressStatus.PASSED,
        submitted_code=shown_lines(lines) if is_diagnosis else exercise.solution_code,
        score=BEST_SCORE,
        attempts=1,
        test_results=[{"name": test.name, "passed": True, "message": ""} for test in tests],
        submitted_at=clock.now(),
    )
    emit(
        ExercisePassed(
            exercise_id=exercise.pk,
            module_id=exercise.module_id,
            course_id=course.pk,
            user_id=course.user_id,
            score=BEST_SCORE,
        )
    )
