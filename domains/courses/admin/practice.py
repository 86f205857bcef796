"""What is practised in generated courses, in the back office."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from domains.courses import models
from domains.courses.services import practising


class LookedAt(admin.ModelAdmin[Any]):
    """Rows that are only looked at, or deleted: learners make them themselves, and programs that grade."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody learns for others."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody grades here."""
        return False


@admin.register(models.CodingProgress)
class CodingProgressAdmin(LookedAt):
    """How far learners are with coding exercises. Deleted, a learner begins anew, and it counts no longer."""

    list_display = ("exercise", "user", "status", "score", "attempts", "submitted_at")
    list_filter = ("status", "exercise__type")
    list_select_related = ("exercise", "user")
    search_fields = ("exercise__title", "user__username")
    readonly_fields = ("started_at", "submitted_at")

    def delete_model(self, request: HttpRequest, obj: models.CodingProgress) -> None:  # noqa: ARG002
        """Delete one."""
        practising.forget_progress(progress_ids=[obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[models.CodingProgress]) -> None:  # noqa: ARG002
        """Delete the chosen ones."""
        practising.forget_progress(progress_ids=list(queryset.values_list("pk", flat=True)))


@admin.register(models.ArchitectureReview)
class ArchitectureReviewAdmin(LookedAt):
    """What programs said about learners' work."""

    list_display = ("module", "user", "overall_score", "passed", "reviewed_at")
    list_filter = ("passed",)
    list_select_related = ("module", "user")
    search_fields = ("module__title", "user__username")
    readonly_fields = ("reviewed_at",)
