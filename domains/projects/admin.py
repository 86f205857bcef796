"""Projects and comments in the back office."""

from django.contrib import admin

from domains.projects import models


@admin.register(models.Project)
class ProjectAdmin(admin.ModelAdmin[models.Project]):
    """Projects: search, filter, archive."""

    list_display = (
        "title",
        "user",
        "type",
        "is_private",
        "is_archived",
        "like_count",
        "created_at",
    )
    list_filter = ("type", "is_private", "is_archived")
    list_select_related = ("user",)
    search_fields = ("title", "slug", "user__username")
    raw_id_fields = ("user",)
    autocomplete_fields = ("tools", "categories")


@admin.register(models.Comment)
class CommentAdmin(admin.ModelAdmin[models.Comment]):
    """Comments: search, and take back what must not stand."""

    list_display = ("__str__", "user", "project", "is_flagged", "is_deleted", "created_at")
    list_filter = ("is_flagged", "is_deleted")
    list_select_related = ("user", "project")
    search_fields = ("content", "user__username", "project__title")
    raw_id_fields = ("user", "project", "parent")
