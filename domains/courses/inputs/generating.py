"""What clients say: generated courses."""

import strawberry


@strawberry.input(description="What the course is called.")
class GenerateCourseInput:
    """What the course is called."""

    title: str | None = strawberry.field(
        default=None,
        description="Its title, 255 characters at most; left out, it is made of your domain and your archetype.",
    )


@strawberry.input(description="Which course.")
class RetryGenerationInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the generated course.")


@strawberry.input(description="Which course.")
class ArchiveCourseInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the generated course.")


@strawberry.input(description="Which course.")
class RestoreCourseInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the generated course.")
