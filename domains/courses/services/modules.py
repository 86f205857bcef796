"""Completing modules of generated courses: the next one opens, and the last one completes the course."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest, NullIf

from domains.courses import models
from domains.courses.errors import ExercisesNotPassed
from domains.courses.events import CourseCompleted, ModuleCompleted
from domains.courses.models import CodingProgressStatus, GeneratedCourseStatus
from domains.courses.rules.answers import checked_minutes
from domains.courses.rules.grading import final_score
from domains.courses.services.news import tell_course, tell_module
from domains.courses.services.own_courses import module_in_locked_course
from domains.courses.services.totals import recount
from domains.kit import clock
from domains.kit.counts import derived, number_of
from domains.kit.events import emit
from domains.kit.viewer import Viewer

WHOLE = 100


@derived(models.GeneratedCourse, "progress_percentage")
def share_of_modules() -> Any:
    """Return how much of a course's modules is completed, 0 to 100: of all that it will have, once they are made."""
    modules = models.GeneratedModule.objects.filter(course=OuterRef("pk"))
    promised = models.CourseGeneration.objects.filter(course=OuterRef("pk")).values("modules_total")
    total = Greatest(number_of(modules, "course"), Coalesce(Subquery(promised, IntegerField()), 0))
    # Whole numbers: it is 100 only when all is done.
    return Coalesce(number_of(modules.filter(is_completed=True), "course") * WHOLE / NullIf(total, 0), 0)


@transaction.atomic
def complete_module(
    *, viewer: Viewer, module_id: UUID, time_spent_minutes: int | None = None
) -> models.ModuleCompletion:
    """Say that a module is done, whose exercises are passed. Said again, nothing changes.

    Raises:
        Unauthenticated, NotFound, Forbidden, CourseIsArchived, ModuleLocked, ExercisesNotPassed, Invalid
    """
    user_id = viewer.require_account()
    minutes = checked_minutes(time_spent_minutes or 0)
    module = module_in_locked_course(viewer, module_id)
    done = models.ModuleCompletion.objects.filter(user=user_id, module=module).first()
    if done is not None:
        return done
    score = final_score(_graded(user_id, module))
    completion = models.ModuleCompletion.objects.create(
        user_id=user_id, module=module, time_spent_minutes=minutes, final_score=score
    )
    _complete(module, score)
    _open_next(module)
    follow_modules(module.course)
    recount(user_id)
    return completion


def follow_modules(course: models.GeneratedCourse) -> None:
    """Let the progress of a course, which is locked, follow its modules; the last one completes it, once."""
    measure(course.pk)
    course.refresh_from_db(fields=["progress_percentage"])
    if course.progress_percentage == WHOLE and course.completion_date is None:
        course.status, course.completion_date = GeneratedCourseStatus.COMPLETED, clock.now()
        course.save(update_fields=["status", "completion_date", "updated_at"])
        emit(
            CourseCompleted(
                course_id=course.pk, course_type="GeneratedCourse", user_id=course.user_id, teocoin_reward=0
            )
        )
    tell_course(course.pk)


def measure(course_id: UUID) -> None:
    """Let the progress of a course, which is locked, follow how many modules it has and will have."""
    models.GeneratedCourse.objects.filter(pk=course_id).update(progress_percentage=share_of_modules())


def _graded(user_id: UUID, module: models.GeneratedModule) -> list[tuple[int, int]]:
    """Return the score of each exercise with its points.

    Raises:
        ExercisesNotPassed
    """
    passed = models.CodingProgress.objects.filter(
        user=user_id, exercise__module=module, status=CodingProgressStatus.PASSED
    )
    missing = module.exercises.exclude(pk__in=passed.values("exercise"))
    if titles := list(missing.order_by("order_index").values_list("title", flat=True)):
        raise ExercisesNotPassed(f"Pass these first: {', '.join(titles)}.", path=["input", "moduleId"])
    return [(score or 0, points) for score, points in passed.values_list("score", "exercise__points")]


def _complete(module: models.GeneratedModule, score: int | None) -> None:
    module.is_completed, module.completed_at = True, clock.now()
    module.save(update_fields=["is_completed", "completed_at"])
    tell_module(module)
    emit(
        ModuleCompleted(
            module_id=module.pk,
            module_number=module.order_index,
            course_id=module.course_id,
            user_id=module.course.user_id,
            final_score=score,
        )
    )


def _open_next(module: models.GeneratedModule) -> None:
    rows = models.GeneratedModule.objects.filter(course=module.course_id, order_index__gt=module.order_index)
    following = rows.select_for_update(no_key=True).order_by("order_index").first()
    if following is not None and following.is_locked:
        following.is_locked = False
        following.save(update_fields=["is_locked"])
        tell_module(following)
