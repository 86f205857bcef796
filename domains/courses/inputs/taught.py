"""What clients say: making and changing taught courses."""

import strawberry
from strawberry import UNSET

from domains.courses.models import CourseCategory, CourseLevel

TITLE = "The title, 255 characters at most."
DESCRIPTION = "What it is about, 5,000 characters at most."
REWARD = "How many TeoCoins completing it earns, from 0 to 100,000."
SEATS = "How many can enrol, from 1 to 1,000,000; null where there is no limit."
HOURS = "About how many hours it takes, from 0 to 2,000."


@strawberry.input(description="A new course; you alone see it before it is published.")
class CreateCourseInput:
    """A course; all but the title is optional."""

    title: str = strawberry.field(description=TITLE)
    description: str = strawberry.field(default="", description=DESCRIPTION)
    category: CourseCategory = strawberry.field(default=CourseCategory.OTHER, description="What it is about.")
    level: CourseLevel = strawberry.field(default=CourseLevel.BEGINNER, description="For whom it is.")
    teocoin_reward: int = strawberry.field(default=0, description=REWARD)
    max_enrollments: int | None = strawberry.field(default=None, description=SEATS)
    duration_hours: int = strawberry.field(default=0, description=HOURS)
    tags: list[str] = strawberry.field(
        default_factory=list, description="Words to find it by, 20 at most, of 50 characters at most."
    )
    prerequisite_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The ids of published courses to be completed first, 20 at most."
    )


@strawberry.input(description="Changes to a course of yours; what is not named stays.")
class UpdateCourseInput:
    """Changes, all optional."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")
    title: str | None = strawberry.field(default=UNSET, description=TITLE)
    description: str | None = strawberry.field(default=UNSET, description=DESCRIPTION)
    category: CourseCategory | None = strawberry.field(default=UNSET, description="What it is about.")
    level: CourseLevel | None = strawberry.field(default=UNSET, description="For whom it is.")
    teocoin_reward: int | None = strawberry.field(default=UNSET, description=REWARD)
    max_enrollments: int | None = strawberry.field(
        default=UNSET, description=f"{SEATS[:-1]}; no fewer than are enrolled."
    )
    duration_hours: int | None = strawberry.field(default=UNSET, description=HOURS)
    tags: list[str] | None = strawberry.field(
        default=UNSET, description="Words to find it by; they replace the old ones."
    )
    prerequisite_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The ids of published courses to be completed first; they replace the old ones."
    )


@strawberry.input(description="Which course to delete.")
class DeleteCourseInput:
    """A course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course to let learners into.")
class PublishCourseInput:
    """A course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course to let nobody new into.")
class UnpublishCourseInput:
    """A course."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")


@strawberry.input(description="Which course, and the picture that is to stand for it.")
class SetCourseThumbnailInput:
    """A course, and a picture."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")
    upload_id: strawberry.ID | None = strawberry.field(
        default=None, description="What `POST /uploads` answered; without it the course has no picture any more."
    )
