"""Projects and comments in the back office."""

from typing import ClassVar

from django.contrib import admin

from domains.projects import models


@admin.register(models.Project)
class ProjectAdmin(admin.ModelAdmin[models.Project]):
    """Projects: search, filter, archive."""

    list_display: ClassVar = ("title", "user", "type", "is_private", "is_archived", "like_count", "created_at")
    list_filter: ClassVar = ("type", "is_private", "is_archived")
    list_select_related: ClassVar = ("user",)
    search_fields: ClassVar = ("title", "slug", "user__username")
    raw_id_fields: ClassVar = ("user",)
    autocomplete_fields: ClassVar = ("tools", "categories")


@admin.register(models.Comment)
class CommentAdmin(admin.ModelAdmin[models.Comment]):
    """Comments: search, and take back what must not stand."""

    list_display: ClassVar = ("__str__", "user", "project", "is_flagged", "is_deleted", "created_at")
    list_filter: ClassVar = ("is_flagged", "is_deleted")
    list_select_related: ClassVar = ("user", "project")
    search_fields: ClassVar = ("content", "user__username", "project__title")
    raw_id_fields: ClassVar = ("user", "project", "parent")
