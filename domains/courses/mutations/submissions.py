"""Exercises of lessons."""

from typing import Annotated

import strawberry

from domains.courses import inputs, models
from domains.courses.services import grading, submitting
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `startLessonExercise`.")
class StartLessonExercisePayload(Payload):
    """The submission."""

    submission: models.ExerciseSubmission | None = written(of="ExerciseSubmission", description="The attempt.")


@mutation
def start_lesson_exercise(
    viewer: Viewer,
    input: Annotated[inputs.StartLessonExerciseInput, strawberry.argument(description="Which exercise.")],
) -> StartLessonExercisePayload:
    """Begin an attempt at an exercise; where it has a time limit, the time runs from now. Who has begun one goes on."""
    key = ids.key_of("LessonExercise", input.exercise_id, path=["input", "exerciseId"])
    submission = submitting.start_lesson_exercise(viewer=viewer, exercise_id=key)
    return StartLessonExercisePayload(submission=submission)


@strawberry.type(description="The answer to `submitLessonExercise`.")
class SubmitLessonExercisePayload(Payload):
    """The submission."""

    submission: models.ExerciseSubmission | None = written(
        of="ExerciseSubmission", description="The attempt, graded where the solution is known."
    )


@mutation
def submit_lesson_exercise(
    viewer: Viewer,
    input: Annotated[
        inputs.SubmitLessonExerciseInput, strawberry.argument(description="Which exercise, and the answer.")
    ],
) -> SubmitLessonExercisePayload:
    """Hand an attempt in; one without a time limit need not be begun before."""
    key = ids.key_of("LessonExercise", input.exercise_id, path=["input", "exerciseId"])
    submission = submitting.submit_lesson_exercise(viewer=viewer, exercise_id=key, data=input.data)
    return SubmitLessonExercisePayload(submission=submission)


@strawberry.type(description="The answer to `gradeSubmission`.")
class GradeSubmissionPayload(Payload):
    """The submission."""

    submission: models.ExerciseSubmission | None = written(
        of="ExerciseSubmission", description="The attempt as it is now."
    )


@mutation
def grade_submission(
    viewer: Viewer,
    input: Annotated[
        inputs.GradeSubmissionInput, strawberry.argument(description="Which submission, and what it is worth.")
    ],
) -> GradeSubmissionPayload:
    """Grade what a learner of your course handed in; it may be graded again."""
    key = ids.key_of("ExerciseSubmission", input.submission_id, path=["input", "submissionId"])
    submission = grading.grade_submission(viewer=viewer, submission_id=key, score=input.score, feedback=input.feedback)
    return GradeSubmissionPayload(submission=submission)
