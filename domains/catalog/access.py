"""Who sees what of the catalogue: everybody, what is active."""

from domains.catalog import models
from domains.kit import visibility
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet


@visibility.rule(models.Tool)
def tools(queryset: VisibleQuerySet[models.Tool], viewer: Viewer) -> VisibleQuerySet[models.Tool]:  # noqa: ARG001
    """Everybody sees the tools that are not deactivated."""
    return queryset.filter(is_active=True)


@visibility.rule(models.Taxonomy)
def taxonomy(queryset: VisibleQuerySet[models.Taxonomy], viewer: Viewer) -> VisibleQuerySet[models.Taxonomy]:  # noqa: ARG001
    """Everybody sees the terms that are not deactivated."""
    return queryset.filter(is_active=True)


for _public in (models.ToolCategory, models.ToolTag, models.ToolExample):
    visibility.rule(_public)(visibility.everybody)
