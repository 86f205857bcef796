"""Reads of the catalogue."""

from typing import Any

from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Concat

from domains.catalog import models
from domains.kit.expressions import HasWords, Parent
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.users.access import sees_profile
from domains.users.models import User

Tools = VisibleQuerySet[models.Tool]
Terms = VisibleQuerySet[models.Taxonomy]

# A search is a few words; each costs a comparison with every tool.
MOST_WORDS = 20
ORDERS = {
    "name": ("name",),
    "popular": ("-popularity", "name"),
    "newest": ("-created_at",),
}


def tool(viewer: Viewer, slug: str) -> Tools:
    """Return the tool of that slug."""
    return models.Tool.objects.visible_to(viewer).filter(slug=slug)


def tools(
    viewer: Viewer,
    *,
    category: str | None = None,
    tag: str | None = None,
    pricing_model: str | None = None,
    is_featured: bool | None = None,
    search: str | None = None,
    order: str = "name",
) -> Tools:
    """Return the tools that fit every condition that is given."""
    conditions: dict[str, Any] = {
        "categories__slug": category,
        "tags__slug": tag,
        "pricing_model": pricing_model,
        "is_featured": is_featured,
    }
    found = models.Tool.objects.visible_to(viewer).filter(
        **{name: value for name, value in conditions.items() if value is not None}
    )
    if search is not None:
        # On lines of their own, so that no word is found across two of them.
        lines = (F("name"), Value("\n"), F("provider"), Value("\n"), F("short_description"))
        found = found.filter(HasWords(Concat(*lines, output_field=TextField()), search, most=MOST_WORDS))
    return found.order_by(*ORDERS[order])


def favorites_of_user(viewer: Viewer, parent: Parent) -> Tools:
    """The tools this person likes best, the latest choice first. Empty where you do not see the profile."""
    seen = User.objects.filter(sees_profile(viewer), pk=parent)
    tools: Tools = models.Tool.objects.visible_to(viewer).filter(Exists(seen), favorite_marks__user=parent)
    # Placed by when it was chosen, which is no column of the tool's.
    return tools.annotate(favorited_at=F("favorite_marks__created_at")).order_by("-favorited_at")  # type: ignore[return-value]


def is_favorited_by_viewer(viewer: Viewer) -> Any:
    """Return whether the viewer has the tool among their favourites."""
    if viewer.is_anonymous:
        return Value(False)  # noqa: FBT003
    return Exists(models.ToolFavorite.objects.filter(tool=OuterRef("pk"), user=viewer.id))


def tools_of_category(viewer: Viewer, parent: Parent) -> Tools:
    """The tools of this category, by name."""
    return models.Tool.objects.visible_to(viewer).filter(categories=parent).order_by("name")


def tool_categories(viewer: Viewer) -> VisibleQuerySet[models.ToolCategory]:
    """Return all categories of tools."""
    return models.ToolCategory.objects.visible_to(viewer).order_by("name")


def categories_of_tool(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.ToolCategory]:
    """All categories of this tool, the main one among them."""
    return models.ToolCategory.objects.visible_to(viewer).filter(all_tools=parent).order_by("name")


def tags_of_tool(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.ToolTag]:
    """The words that this tool is found by."""
    return models.ToolTag.objects.visible_to(viewer).filter(tools=parent).order_by("name")


def examples_of_tool(viewer: Viewer, parent: Parent) -> VisibleQuerySet[models.ToolExample]:
    """What can be done with this tool."""
    return models.ToolExample.objects.visible_to(viewer).filter(tools=parent).order_by("title")


def taxonomy(viewer: Viewer, *, type: str | None = None, parent_slug: str | None = None) -> Terms:
    """Return the terms of a type, or those directly below a term."""
    terms = models.Taxonomy.objects.visible_to(viewer)
    if type is not None:
        terms = terms.filter(taxonomy_type=type)
    if parent_slug is not None:
        terms = terms.filter(parent__slug=parent_slug)
    return terms.order_by("name")


def children_of_term(viewer: Viewer, parent: Parent) -> Terms:
    """The terms directly below this one."""
    return models.Taxonomy.objects.visible_to(viewer).filter(parent=parent).order_by("name")


def web_path(viewer: Viewer) -> Any:  # noqa: ARG001 - an expression
    """Return the path of the tool's page."""
    return Concat(Value("/tools/"), F("slug"), output_field=TextField())
