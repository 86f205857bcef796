"""What clients say when they look for courses."""

import strawberry
from django.db.models import TextChoices

from domains.courses.models import CourseCategory, CourseLevel
from domains.kit.enums import described


@described
class CourseOrder(TextChoices):
    """In which order courses come."""

    NEWEST = "newest", "The last published first."
    POPULAR = "popular", "Those first in which most are enrolled, then the latest made."
    TITLE = "title", "By title."
    RELEVANCE = "relevance", "The best matches of a search first; without a search the last published first."


@strawberry.input(description="Which courses. All that is named must hold.")
class CourseFilter:
    """Conditions on courses."""

    category: CourseCategory | None = strawberry.field(default=None, description="What they are about.")
    level: CourseLevel | None = strawberry.field(default=None, description="For whom they are.")
    tag: str | None = strawberry.field(default=None, description="A word that they are found by.")
    teacher: str | None = strawberry.field(default=None, description="The user name of who teaches them.")
