"""The catalogue in the back office, which is where it is edited."""

from django.contrib import admin

from domains.catalog import models


@admin.register(models.Tool)
class ToolAdmin(admin.ModelAdmin[models.Tool]):
    """Tools: search, filter, deactivate instead of deleting."""

    list_display = (
        "name",
        "provider",
        "category",
        "pricing_model",
        "is_featured",
        "is_active",
        "facts_as_of",
    )
    list_editable = ("is_featured", "is_active")
    list_filter = ("category", "pricing_model", "is_featured", "is_active")
    list_select_related = ("category",)
    search_fields = ("name", "provider", "short_description")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("categories", "tags", "examples")

    def has_delete_permission(self, request: object, obj: object = None) -> bool:  # noqa: ARG002
        """A tool is deactivated, so that nobody's conversations go with it."""
        return False


@admin.register(models.ToolCategory, models.ToolTag)
class VocabularyAdmin(admin.ModelAdmin[models.ToolCategory]):
    """Categories and tags."""

    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.ToolExample)
class ExampleAdmin(admin.ModelAdmin[models.ToolExample]):
    """Examples."""

    search_fields = ("title",)


@admin.register(models.Taxonomy)
class TaxonomyAdmin(admin.ModelAdmin[models.Taxonomy]):
    """The tree of terms."""

    list_display = ("name", "slug", "taxonomy_type", "parent", "is_active")
    list_filter = ("taxonomy_type", "is_active")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}
