"""What clients say: exercises of lessons, as their teachers make them."""

import strawberry
from strawberry import UNSET
from strawberry.scalars import JSON

from domains.courses.models import LessonExerciseType


@strawberry.input(description="A new exercise of a lesson.")
class CreateLessonExerciseInput:
    """An exercise."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")
    title: str = strawberry.field(description="The title, 200 characters at most.")
    exercise_type: LessonExerciseType = strawberry.field(description="How it is answered; it stays so.")
    content: JSON = strawberry.field(
        description='What is asked. Multiple choice: `{"questions": [{"prompt": …, "options": […]}]}`. The others: '
        '`{"prompt": …}`, for code with `language` and `starter`, for an upload with `accepts`, a list of `picture`, '
        "`pdf`, `text` and `markdown`."
    )
    solution: JSON | None = strawberry.field(
        default=None,
        description='What is right, for multiple choice: `{"answers": [[0], [1, 2]]}`, the right options of each '
        "question, from 0. Without it a person grades.",
    )
    description: str = strawberry.field(
        default="", description="What is to be done, in Markdown, 5,000 characters at most."
    )
    max_score: int = strawberry.field(default=100, description="The best score, from 1 to 1,000.")
    time_limit_minutes: int | None = strawberry.field(
        default=None, description="How many minutes an attempt may take, a week at most; null where there is no limit."
    )
    attempts_allowed: int = strawberry.field(default=3, description="How often it can be tried, from 1 to 100 times.")
    teocoin_reward: int = strawberry.field(
        default=0, description="How many TeoCoins passing it earns, 100,000 at most."
    )


@strawberry.input(description="Changes to an exercise of yours; what is not named stays.")
class UpdateLessonExerciseInput:
    """Changes, all optional."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")
    title: str | None = strawberry.field(default=UNSET, description="The title.")
    content: JSON | None = strawberry.field(
        default=UNSET,
        description="What is asked. Once somebody has tried, there are as many questions and options as before.",
    )
    solution: JSON | None = strawberry.field(
        default=UNSET, description="What is right; null where a person grades. What was graded stays as it is."
    )
    description: str | None = strawberry.field(default=UNSET, description="What is to be done, in Markdown.")
    max_score: int | None = strawberry.field(
        default=UNSET, description="The best score, no less than somebody has; attempts keep the one they began with."
    )
    time_limit_minutes: int | None = strawberry.field(
        default=UNSET, description="How many minutes an attempt may take; null where there is no limit."
    )
    attempts_allowed: int | None = strawberry.field(
        default=UNSET, description="How often it can be tried, no less than somebody has."
    )
    teocoin_reward: int | None = strawberry.field(default=UNSET, description="How many TeoCoins passing it earns.")


@strawberry.input(description="Which exercise to delete.")
class DeleteLessonExerciseInput:
    """An exercise."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")
