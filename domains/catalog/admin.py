"""The catalogue in the back office, which is where it is edited."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from domains.catalog import models
from domains.kit import clock


class BulkForm(ActionForm):
    """What an action on many tools needs besides the tools."""

    category = forms.ModelChoiceField(
        models.ToolCategory.objects.order_by("name"), required=False, empty_label="(category to set)"
    )


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
        "popularity",
        "facts_as_of",
    )
    readonly_fields = ("popularity",)
    list_editable = ("is_featured", "is_active")
    list_filter = ("category", "pricing_model", "is_featured", "is_active")
    list_select_related = ("category",)
    search_fields = ("name", "slug", "provider", "short_description")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("categories", "tags", "examples")
    action_form = BulkForm
    actions = ("feature", "unfeature", "activate", "deactivate", "set_category")

    @admin.action(description="Feature", permissions=["change"])
    def feature(self, request: HttpRequest, queryset: QuerySet[models.Tool]) -> None:
        """Point the tools out."""
        self._change(request, queryset, is_featured=True)

    @admin.action(description="Feature no longer", permissions=["change"])
    def unfeature(self, request: HttpRequest, queryset: QuerySet[models.Tool]) -> None:
        """Point the tools out no longer."""
        self._change(request, queryset, is_featured=False)

    @admin.action(description="Activate", permissions=["change"])
    def activate(self, request: HttpRequest, queryset: QuerySet[models.Tool]) -> None:
        """Let everybody see the tools."""
        self._change(request, queryset, is_active=True)

    @admin.action(description="Deactivate", permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[models.Tool]) -> None:
        """Let nobody see the tools any more; what refers to them stays."""
        self._change(request, queryset, is_active=False)

    @admin.action(description="Set the category", permissions=["change"])
    def set_category(self, request: HttpRequest, queryset: QuerySet[models.Tool]) -> None:
        """Set the main category, which is then one of all the tool's categories too."""
        try:
            category = BulkForm.base_fields["category"].clean(request.POST.get("category"))
        except ValidationError:
            category = None
        if category is None:
            self.message_user(request, "Choose the category beside the action.", messages.ERROR)
            return
        category.all_tools.add(*queryset)
        self._change(request, queryset, category=category)

    def _change(self, request: HttpRequest, queryset: QuerySet[models.Tool], **values: Any) -> None:
        """Set columns of all the chosen tools at once."""
        number = queryset.update(**values, updated_at=clock.now())
        self.message_user(request, f"{number} tools changed.", messages.SUCCESS)

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
