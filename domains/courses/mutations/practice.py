"""Practising in generated courses."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import modules, practising
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `startExercise`.")
class StartExercisePayload(Payload):
    """The progress."""

    progress: models.CodingProgress | None = written(of="CodingProgress", description="With the attempt begun.")


@mutation
def start_exercise(
    viewer: Viewer,
    input: Annotated[inputs.StartExerciseInput, strawberry.argument(description="Which exercise.")],
) -> StartExercisePayload:
    """Begin an attempt at a coding exercise. A time limit runs from now; begun again, it runs anew."""
    key = ids.key_of("CodingExercise", input.exercise_id, path=["input", "exerciseId"])
    progress = practising.start_exercise(viewer=viewer, exercise_id=key)
    return StartExercisePayload(progress=progress)


@strawberry.type(description="The answer to `submitExercise`.")
class SubmitExercisePayload(Payload):
    """The progress."""

    progress: models.CodingProgress | None = written(
        of="CodingProgress", description="With the answer: a diagnosis is graded, code waits for its runner."
    )


@mutation
def submit_exercise(
    viewer: Viewer,
    input: Annotated[inputs.SubmitExerciseInput, strawberry.argument(description="Which exercise, and the answer.")],
) -> SubmitExercisePayload:
    """Hand in an answer to a coding exercise, in place of the one before. Code never runs in the platform itself."""
    key = ids.key_of("CodingExercise", input.exercise_id, path=["input", "exerciseId"])
    progress = practising.submit_exercise(viewer=viewer, exercise_id=key, code=input.code, lines=input.lines)
    return SubmitExercisePayload(progress=progress)


@strawberry.type(description="The answer to `revealHint`.")
class RevealHintPayload(Payload):
    """The exercise."""

    exercise: models.CodingExercise | None = written(
        of="CodingExercise", description="The exercise, whose hint now says something."
    )


@mutation
def reveal_hint(
    viewer: Viewer,
    input: Annotated[inputs.RevealHintInput, strawberry.argument(description="Which hint of which exercise.")],
) -> RevealHintPayload:
    """Read a hint. It costs its penalty, once: so much less the exercise is worth."""
    key = ids.key_of("CodingExercise", input.exercise_id, path=["input", "exerciseId"])
    exercise = practising.reveal_hint(viewer=viewer, exercise_id=key, hint_id=input.hint_id)
    return RevealHintPayload(exercise=exercise)


@strawberry.type(description="The answer to `completeModule`.")
class CompleteModulePayload(Payload):
    """The completion."""

    completion: models.ModuleCompletion | None = written(of="ModuleCompletion", description="That you completed it.")


@mutation
def complete_module(
    viewer: Viewer,
    input: Annotated[
        inputs.CompleteModuleInput, strawberry.argument(description="Which module, and how long it took.")
    ],
) -> CompleteModulePayload:
    """Say that you are done with a module, once you passed its exercises. The next one opens; said again, all stays."""
    key = ids.key_of("GeneratedModule", input.module_id, path=["input", "moduleId"])
    completion = modules.complete_module(viewer=viewer, module_id=key, time_spent_minutes=input.time_spent_minutes)
    return CompleteModulePayload(completion=completion)
