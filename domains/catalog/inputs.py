"""What clients say about the catalogue."""

from enum import Enum

import strawberry

from domains.catalog import models
from domains.kit.enums import described

ToolPricingModel = described(models.ToolPricingModel)
TaxonomyType = described(models.TaxonomyType)


@strawberry.enum(description="In which order tools come.")
class ToolOrder(Enum):
    """Orders of a list of tools."""

    NAME = strawberry.enum_value("name", description="By name, from A to Z.")
    POPULAR = strawberry.enum_value("popular", description="The most used first.")
    NEWEST = strawberry.enum_value("newest", description="The latest addition first.")


@strawberry.input(description="Which tools. All that is named must hold.")
class ToolFilter:
    """Conditions on tools."""

    category: str | None = strawberry.field(default=None, description="The slug of a category it belongs to.")
    tag: str | None = strawberry.field(default=None, description="The slug of a tag it has.")
    pricing_model: ToolPricingModel | None = strawberry.field(default=None, description="What it costs.")  # type: ignore[valid-type]
    is_featured: bool | None = strawberry.field(default=None, description="Whether the platform points it out.")
