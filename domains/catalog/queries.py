"""What can be asked of the catalogue."""

from typing import Annotated

import strawberry

from domains.catalog import inputs, selectors
from domains.catalog.inputs import ToolOrder
from domains.catalog.models import TaxonomyType, ToolCategory
from domains.kit.relations import connection, many, one
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@one("Tool")
def tool(viewer: Viewer, slug: Annotated[str, strawberry.argument(description="The tool's slug.")]) -> selectors.Tools:
    """The tool of that slug."""
    return selectors.tool(viewer, slug)


@connection("Tool")
def tools(
    viewer: Viewer,
    filter: Annotated[inputs.ToolFilter | None, strawberry.argument(description="Which tools; all without it.")] = None,
    order: Annotated[ToolOrder, strawberry.argument(description="In which order.")] = ToolOrder.NAME,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Words that name, maker or short description contain, all of them. Twenty count."
        ),
    ] = None,
) -> selectors.Tools:
    """The AI tools of the catalogue."""
    return selectors.tools(viewer, **vars(filter) if filter else {}, order=order.value, search=search)


@many("ToolCategory")
def tool_categories(viewer: Viewer) -> VisibleQuerySet[ToolCategory]:
    """All categories of tools, by name."""
    return selectors.tool_categories(viewer)


@connection("Taxonomy")
def taxonomy(
    viewer: Viewer,
    type: Annotated[TaxonomyType | None, strawberry.argument(description="Only terms of this type.")] = None,
    below: Annotated[
        str | None,
        strawberry.argument(name="parent", description="Only terms directly below the term of this slug."),
    ] = None,
) -> selectors.Terms:
    """The terms of the controlled vocabulary, by name."""
    return selectors.taxonomy(viewer, type=type, parent_slug=below)
