"""What programs say about learners' work."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import verdicts
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `recordExerciseResult`.")
class RecordExerciseResultPayload(Payload):
    """The progress."""

    progress: models.CodingProgress | None = written(of="CodingProgress", description="As it is now.")


@mutation
def record_exercise_result(
    viewer: Viewer,
    input: Annotated[
        inputs.RecordExerciseResultInput, strawberry.argument(description="Which answer, and what it came to.")
    ],
) -> RecordExerciseResultPayload:
    """Say what an answer to a coding exercise came to: for service accounts alone. Said again, nothing changes."""
    progress = verdicts.record_exercise_result(
        viewer=viewer,
        progress_id=ids.key_of("GradingTask", input.task_id, path=["input", "taskId"]),
        attempt=input.attempt,
        passed=input.passed,
        score=input.score,
        execution_time_ms=input.execution_time_ms,
        memory_used_mb=input.memory_used_mb,
        test_results=[(each.name, each.passed, each.message) for each in input.test_results],
    )
    return RecordExerciseResultPayload(progress=progress)


@strawberry.type(description="The answer to `recordReview`.")
class RecordReviewPayload(Payload):
    """The review."""

    review: models.ArchitectureReview | None = written(of="ArchitectureReview", description="The review.")


@mutation
def record_review(
    viewer: Viewer,
    input: Annotated[
        inputs.RecordReviewInput, strawberry.argument(description="Whose work, and what there is to say about it.")
    ],
) -> RecordReviewPayload:
    """Say what you think of the work in a module: for service accounts alone. Said again at once, nothing changes."""
    module = ids.key_of("GeneratedModule", input.module_id, path=["input", "moduleId"])
    exercise = None
    if input.exercise_id is not None:
        exercise = ids.key_of("CodingExercise", input.exercise_id, path=["input", "exerciseId"])
    values = given(input, but=("module_id", "exercise_id"))
    review = verdicts.record_review(viewer=viewer, module_id=module, exercise_id=exercise, values=values)
    return RecordReviewPayload(review=review)
