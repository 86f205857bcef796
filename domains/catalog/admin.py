"""The catalogue in the back office, which is where it is edited."""

from typing import ClassVar

from django.contrib import admin

from domains.catalog import models


@admin.register(models.Tool)
class ToolAdmin(admin.ModelAdmin[models.Tool]):
    """Tools: search, filter, deactivate instead of deleting."""

    list_display: ClassVar = ("name", "provider", "category", "pricing_model", "is_featured", "is_active", "facts_as_of")
    list_editable: ClassVar = ("is_featured", "is_active")
    list_filter: ClassVar = ("category", "pricing_model", "is_featured", "is_active")
    list_select_related: ClassVar = ("category",)
    search_fields: ClassVar = ("name", "provider", "short_description")
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    filter_horizontal: ClassVar = ("categories", "tags", "examples")

    def has_delete_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """A tool is deactivated, so that nobody's conversations go with it."""
        return False


@admin.register(models.ToolCategory, models.ToolTag)
class VocabularyAdmin(admin.ModelAdmin[models.ToolCategory]):
    """Categories and tags."""

    list_display: ClassVar = ("name", "slug")
    search_fields: ClassVar = ("name", "slug")
    prepopulated_fields: ClassVar = {"slug": ("name",)}


@admin.register(models.ToolExample)
class ExampleAdmin(admin.ModelAdmin[models.ToolExample]):
    """Examples."""

    search_fields: ClassVar = ("title",)


@admin.register(models.Taxonomy)
class TaxonomyAdmin(admin.ModelAdmin[models.Taxonomy]):
    """The tree of terms."""

    list_display: ClassVar = ("name", "slug", "taxonomy_type", "parent", "is_active")
    list_filter: ClassVar = ("taxonomy_type", "is_active")
    list_select_related: ClassVar = ("parent",)
    search_fields: ClassVar = ("name", "slug")
    autocomplete_fields: ClassVar = ("parent",)
    prepopulated_fields: ClassVar = {"slug": ("name",)}
