"""The types of the catalogue."""

from typing import Any

import strawberry
import strawberry_django
from strawberry.types import Info

from benchmarks.stock import expressions
from domains.catalog import access, models
from domains.catalog.models import ToolPricingModel


@strawberry_django.type(models.Tool)
class Tool:
    """A tool."""

    id: strawberry.ID
    slug: str
    name: str
    provider: str
    pricing_model: ToolPricingModel
    web_path: str = strawberry_django.field(annotate=expressions.TOOL)

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the rows that the viewer sees, by name."""
        return access.tools(queryset, info.context.viewer).order_by("name")


@strawberry_django.type(models.Taxonomy)
class Taxonomy:
    """A term."""

    id: strawberry.ID
    slug: str
    name: str

    @classmethod
    def get_queryset(cls, queryset: Any, info: Info, **_: Any) -> Any:
        """Return the rows that the viewer sees, by name."""
        return access.taxonomy(queryset, info.context.viewer).order_by("name")
