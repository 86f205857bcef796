"""What clients say: exercises of lessons."""

import strawberry
from strawberry.scalars import JSON


@strawberry.input(description="Which exercise.")
class StartLessonExerciseInput:
    """Which exercise."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")


@strawberry.input(description="Which exercise, and the answer.")
class SubmitLessonExerciseInput:
    """Which exercise, and the answer."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")
    data: JSON = strawberry.field(
        description='`{"answers": [[0], [1, 2]]}` where one chooses, `{"uploadId": …}` for a file, else `{"text": …}`.'
    )


@strawberry.input(description="Which submission, and what it is worth.")
class GradeSubmissionInput:
    """Which submission, and what it is worth."""

    submission_id: strawberry.ID = strawberry.field(description="The id of the submission.")
    score: float = strawberry.field(description="What it is worth, from 0 to its `maxScore`.")
    feedback: str | None = strawberry.field(
        default=None, description="What you say to it, in Markdown, 10,000 characters at most; left out, it stays."
    )
