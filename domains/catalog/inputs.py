"""What clients say about the catalogue."""

import strawberry
from django.db.models import TextChoices

from domains.catalog.models import ToolPricingModel
from domains.kit.enums import described


@described
class ToolOrder(TextChoices):
    """In which order tools come."""

    NAME = "name", "By name, from A to Z."
    POPULAR = "popular", "Those first that most people have among their favourites."
    NEWEST = "newest", "The latest addition first."


@strawberry.input(description="Which tool to have among your favourites.")
class FavoriteToolInput:
    """A tool."""

    tool_id: strawberry.ID = strawberry.field(description="The id of the tool.")


@strawberry.input(description="Which tool to have no longer among your favourites.")
class UnfavoriteToolInput:
    """A tool."""

    tool_id: strawberry.ID = strawberry.field(description="The id of the tool.")


@strawberry.input(description="Which tools. All that is named must hold.")
class ToolFilter:
    """Conditions on tools."""

    category: str | None = strawberry.field(default=None, description="The slug of a category it belongs to.")
    tag: str | None = strawberry.field(default=None, description="The slug of a tag it has.")
    pricing_model: ToolPricingModel | None = strawberry.field(default=None, description="What it costs.")
    is_featured: bool | None = strawberry.field(default=None, description="Whether the platform points it out.")
