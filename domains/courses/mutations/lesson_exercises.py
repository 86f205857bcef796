"""Exercises of lessons, as their teachers make them."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import exercises
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `createLessonExercise`.")
class CreateLessonExercisePayload(Payload):
    """The exercise."""

    exercise: models.LessonExercise | None = written(of="LessonExercise", description="The new exercise.")


@mutation
def create_lesson_exercise(
    viewer: Viewer,
    input: Annotated[inputs.CreateLessonExerciseInput, strawberry.argument(description="The new exercise.")],
) -> CreateLessonExercisePayload:
    """Add an exercise to a lesson of yours."""
    key = ids.key_of("Lesson", input.lesson_id, path=["input", "lessonId"])
    values = given(input, but=("lesson_id",))
    exercise = exercises.create_lesson_exercise(viewer=viewer, lesson_id=key, values=values)
    return CreateLessonExercisePayload(exercise=exercise)


@strawberry.type(description="The answer to `updateLessonExercise`.")
class UpdateLessonExercisePayload(Payload):
    """The exercise."""

    exercise: models.LessonExercise | None = written(of="LessonExercise", description="The exercise as it is now.")


@mutation
def update_lesson_exercise(
    viewer: Viewer,
    input: Annotated[inputs.UpdateLessonExerciseInput, strawberry.argument(description="The changes.")],
) -> UpdateLessonExercisePayload:
    """Change an exercise of yours; what is not named stays, and so does what was graded."""
    key = ids.key_of("LessonExercise", input.exercise_id, path=["input", "exerciseId"])
    values = given(input, but=("exercise_id",))
    exercise = exercises.update_lesson_exercise(viewer=viewer, exercise_id=key, values=values)
    return UpdateLessonExercisePayload(exercise=exercise)


@strawberry.type(description="The answer to `deleteLessonExercise`.")
class DeleteLessonExercisePayload(Payload):
    """The lesson."""

    lesson: models.Lesson | None = written(of="Lesson", description="The lesson as it is now.")


@mutation
def delete_lesson_exercise(
    viewer: Viewer,
    input: Annotated[inputs.DeleteLessonExerciseInput, strawberry.argument(description="Which exercise.")],
) -> DeleteLessonExercisePayload:
    """Delete an exercise of yours that nobody has tried."""
    key = ids.key_of("LessonExercise", input.exercise_id, path=["input", "exerciseId"])
    return DeleteLessonExercisePayload(lesson=exercises.delete_lesson_exercise(viewer=viewer, exercise_id=key))
