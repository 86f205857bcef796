"""What clients say: keeping courses for later, and looking at them."""

import strawberry


@strawberry.input(description="Which course.")
class SaveCourseInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course.")
class UnsaveCourseInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course.")
class RecordCourseViewInput:
    """Which course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")
