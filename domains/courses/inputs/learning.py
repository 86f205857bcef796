"""What clients say: taking taught courses."""

import strawberry


@strawberry.input(description="Which course.")
class EnrollInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course.")
class LeaveCourseInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which lesson, and what you say of it.")
class CompleteLessonInput:
    """Which lesson, and what you say of it."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")
    time_spent_minutes: int | None = strawberry.field(
        default=None, description="How many minutes it took, a week at most; left out, it stays as it was."
    )
    notes: str | None = strawberry.field(
        default=None, description="What you write down for yourself, 5,000 characters at most; left out, it stays."
    )
