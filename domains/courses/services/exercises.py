"""Making and changing the exercises of lessons."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from domains.courses import models
from domains.courses.errors import CourseHasLearners
from domains.courses.rules.limits import MOST_EXERCISES
from domains.courses.rules.tasks import checked_content, checked_solution, options_in
from domains.courses.services.columns import checked_columns, write
from domains.courses.services.news import tell_course
from domains.courses.services.owning import own_exercise, own_lesson
from domains.kit.errors import Invalid
from domains.kit.viewer import Viewer

COLUMNS = frozenset({"title", "description", "max_score", "time_limit_minutes", "attempts_allowed", "teocoin_reward"})


@transaction.atomic
def create_lesson_exercise(*, viewer: Viewer, lesson_id: UUID, values: Mapping[str, Any]) -> models.LessonExercise:
    """Add an exercise to a lesson.

    Args:
        viewer: who teaches it.
        lesson_id: of which lesson.
        values: its columns; its `exercise_type`, and `content` and `solution` as that type has them.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Required, Invalid, TooLong, Refusals
    """
    viewer.require_account()
    kind = values["exercise_type"]
    checked = checked_columns(models.LessonExercise, values, columns=COLUMNS)
    checked["content"] = checked_content(kind, values["content"])
    checked["solution"] = checked_solution(kind, checked["content"], values.get("solution"))
    lesson = own_lesson(viewer, lesson_id)
    if lesson.exercises.count() >= MOST_EXERCISES:
        raise Invalid(f"A lesson has {MOST_EXERCISES} exercises at most.", path=["input", "lessonId"])
    exercise = models.LessonExercise.objects.create(lesson=lesson, exercise_type=kind, **checked)
    tell_course(lesson.course_id)
    return exercise


@transaction.atomic
def update_lesson_exercise(*, viewer: Viewer, exercise_id: UUID, values: Mapping[str, Any]) -> models.LessonExercise:
    """Change some of an exercise; what is not named stays, and so does what was graded.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, Required, Invalid, TooLong, Refusals, CourseHasLearners
    """
    viewer.require_account()
    checked = checked_columns(models.LessonExercise, values, columns=COLUMNS)
    exercise = own_exercise(viewer, exercise_id)
    checked |= _task(exercise, values)
    _require_room(exercise, checked)
    if write(exercise, checked):
        tell_course(exercise.lesson.course_id)
    return exercise


@transaction.atomic
def delete_lesson_exercise(*, viewer: Viewer, exercise_id: UUID) -> models.Lesson:
    """Delete an exercise that nobody has tried.

    Raises:
        Unauthenticated, NotATeacher, NotFound, Forbidden, CourseHasLearners
    """
    exercise = own_exercise(viewer, exercise_id)
    if exercise.submissions.exists():
        raise CourseHasLearners(path=["input", "exerciseId"])
    exercise.delete()
    tell_course(exercise.lesson.course_id)
    return exercise.lesson


def _task(exercise: models.LessonExercise, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is asked and what is right, as far as either is given; they fit each other."""
    kind, task = exercise.exercise_type, {}
    if "content" in values:
        task["content"] = checked_content(kind, values["content"])
    if task or "solution" in values:
        content = task.get("content", exercise.content)
        task["solution"] = checked_solution(kind, content, values.get("solution", exercise.solution))
    return task


def _require_room(exercise: models.LessonExercise, values: Mapping[str, Any]) -> None:
    """Refuse what has no room for what was handed in already."""
    tried = exercise.submissions.aggregate(score=Max("score"), attempts=Max("attempt_number"))
    if tried["attempts"] is None:
        return
    if values.get("max_score", exercise.max_score) < (tried["score"] or 0):
        raise CourseHasLearners("Somebody has a better score already.", path=["input", "maxScore"])
    if values.get("attempts_allowed", exercise.attempts_allowed) < tried["attempts"]:
        raise CourseHasLearners("Somebody has tried more often already.", path=["input", "attemptsAllowed"])
    # Answers name options by their places.
    if options_in(values.get("content", exercise.content)) != options_in(exercise.content):
        raise CourseHasLearners("Somebody has answered these questions already.", path=["input", "content"])
