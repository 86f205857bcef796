"""What clients say when they look for projects."""

import strawberry
from django.db.models import TextChoices

from domains.kit.enums import described
from domains.projects.models import ProjectType


@described
class ProjectOrder(TextChoices):
    """In which order projects come."""

    NEWEST = "newest", "The latest first."
    TRENDING = "trending", "What others like, discuss and look at most these days first, then the latest."
    RELEVANCE = "relevance", "The best matches of a search first, then the latest; without a search the latest first."
    MOST_LIKED = "most_liked", "The most liked first, then the latest."


@strawberry.input(description="Which projects. All that is named must hold.")
class ProjectFilter:
    """Conditions on projects."""

    type: ProjectType | None = strawberry.field(default=None, description="What kind of work it is.")
    tool: str | None = strawberry.field(default=None, description="The slug of a tool it was made with.")
    category: str | None = strawberry.field(default=None, description="The slug of a term it is sorted by.")
    topic: str | None = strawberry.field(default=None, description="A topic its owner gave it.")
