"""What clients say: lessons of taught courses."""

import strawberry
from strawberry import UNSET

from domains.courses.models import LessonType


@strawberry.input(description="A link to further material.")
class LessonLinkInput:
    """A link."""

    title: str = strawberry.field(description="What is to be found there, 200 characters at most.")
    url: str = strawberry.field(description="Its web address, `http` or `https`.")


@strawberry.input(description="A new lesson, the last of its course.")
class CreateLessonInput:
    """A lesson; all but the course and the title is optional."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")
    title: str = strawberry.field(description="The title, 200 characters at most.")
    content: str = strawberry.field(default="", description="What is taught, in Markdown, 100,000 characters at most.")
    lesson_type: LessonType = strawberry.field(default=LessonType.TEXT, description="How it is taken.")
    duration_minutes: int = strawberry.field(
        default=0, description="About how many minutes it takes, a week (10,080) at most."
    )
    video_url: str = strawberry.field(default="", description="The address of its film, `http` or `https`.")
    materials: list[LessonLinkInput] = strawberry.field(
        default_factory=list, description="Links to further material, 50 at most; for files see `addLessonFile`."
    )
    is_mandatory: bool = strawberry.field(default=True, description="Whether the course is complete only with it.")
    teocoin_reward: int = strawberry.field(
        default=0, description="How many TeoCoins completing it earns, 100,000 at most."
    )


@strawberry.input(description="Changes to a lesson of yours; what is not named stays.")
class UpdateLessonInput:
    """Changes, all optional."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")
    title: str | None = strawberry.field(default=UNSET, description="The title.")
    content: str | None = strawberry.field(default=UNSET, description="What is taught, in Markdown.")
    lesson_type: LessonType | None = strawberry.field(default=UNSET, description="How it is taken.")
    duration_minutes: int | None = strawberry.field(default=UNSET, description="About how many minutes it takes.")
    video_url: str | None = strawberry.field(default=UNSET, description="The address of its film; empty for none.")
    materials: list[LessonLinkInput] | None = strawberry.field(
        default=UNSET, description="Links to further material; they replace the old links, and files stay."
    )
    is_mandatory: bool | None = strawberry.field(
        default=UNSET, description="Whether the course is complete only with it; everybody's progress follows."
    )
    teocoin_reward: int | None = strawberry.field(default=UNSET, description="How many TeoCoins completing it earns.")


@strawberry.input(description="Which lesson to delete.")
class DeleteLessonInput:
    """A lesson."""

    lesson_id: strawberry.ID = strawberry.field(description="The id of the lesson.")


@strawberry.input(description="In which order the lessons of a course come.")
class OrderLessonsInput:
    """An order."""

    course_id: strawberry.ID = strawberry.field(description="The id of the course.")
    lesson_ids: list[strawberry.ID] = strawberry.field(description="The ids of all of its lessons, in their order.")
