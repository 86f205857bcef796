"""What clients say: practising in generated courses."""

import strawberry


@strawberry.input(description="Which exercise.")
class StartExerciseInput:
    """Which exercise."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")


@strawberry.input(description="Which exercise, and the answer: code, or lines where one says what is flawed.")
class SubmitExerciseInput:
    """Which exercise, and the answer."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")
    code: str | None = strawberry.field(
        default=None, description="The answer in code, 50,000 characters at most; null for `DIAGNOSIS`."
    )
    lines: list[int] | None = strawberry.field(
        default=None, description="For `DIAGNOSIS`: the lines of the starter code, from 1, where you see flaws."
    )


@strawberry.input(description="Which hint of which exercise.")
class RevealHintInput:
    """Which hint of which exercise."""

    exercise_id: strawberry.ID = strawberry.field(description="The id of the exercise.")
    hint_id: strawberry.ID = strawberry.field(description="The id of the hint.")


@strawberry.input(description="Which module, and how long it took.")
class CompleteModuleInput:
    """Which module, and how long it took."""

    module_id: strawberry.ID = strawberry.field(description="The id of the module.")
    time_spent_minutes: int | None = strawberry.field(
        default=None, description="How many minutes it took, a week at most; left out, none are counted."
    )
