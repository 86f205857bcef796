"""Projects and comments in the back office."""

from typing import cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from domains.kit.errors import Refusal
from domains.projects import models, services
from domains.users.access import viewer_of
from domains.users.models import User


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


class FlagInline(admin.TabularInline[models.CommentFlag, models.Comment]):
    """What was said against a comment, to read."""

    model = models.CommentFlag
    fields = readonly_fields = ("user", "reason", "note", "created_at", "resolved_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Comment | None = None) -> bool:  # noqa: ARG002
        """Flags come from people who read, not from here."""
        return False


@admin.register(models.Comment)
class CommentAdmin(admin.ModelAdmin[models.Comment]):
    """Comments: search, and decide about those that wait; the longest-waiting first where the filter says flagged."""

    list_display = ("__str__", "user", "project", "is_flagged", "flagged_at", "is_deleted", "created_at")
    list_filter = ("is_flagged", "is_deleted", "flags__reason")
    list_select_related = ("user", "project")
    search_fields = ("content", "user__username", "project__title")
    raw_id_fields = ("user", "project", "parent")
    readonly_fields = ("is_deleted", "is_flagged", "flagged_at", "moderated_by", "moderated_at", "like_count")
    inlines = [FlagInline]
    actions = ["keep", "remove"]

    @admin.action(description="Keep: settle what was said against them", permissions=["moderate"])
    def keep(self, request: HttpRequest, queryset: QuerySet[models.Comment, models.Comment]) -> None:
        """Let the chosen comments stand."""
        self._moderate(request, queryset, "keep")

    @admin.action(description="Remove: take them back", permissions=["moderate"])
    def remove(self, request: HttpRequest, queryset: QuerySet[models.Comment, models.Comment]) -> None:
        """Take the chosen comments back."""
        self._moderate(request, queryset, "remove")

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered."""
        return request.user.has_perm("projects.moderate")

    def _moderate(
        self, request: HttpRequest, queryset: QuerySet[models.Comment, models.Comment], decision: str
    ) -> None:
        """Decide about each, through the service that everybody uses."""
        viewer = viewer_of(cast("User", request.user))
        decided = 0
        for key in queryset.order_by("flagged_at", "pk").values_list("pk", flat=True):
            try:
                services.moderate_comment(viewer=viewer, comment_id=key, decision=decision)
                decided += 1
            except Refusal as refusal:
                self.message_user(request, f"{key}: {refusal.message}", messages.WARNING)
        self.message_user(request, f"{decision}: {decided}")
