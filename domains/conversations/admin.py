"""Conversations and shared chats in the back office: that they are there, not what is said in them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from domains.conversations import models, services


class LookedAt(admin.ModelAdmin[Any]):
    """Rows that are only looked at, or deleted: people make and change them themselves."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody speaks for others."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody puts words into mouths of others."""
        return False


@admin.register(models.Conversation)
class ConversationAdmin(LookedAt):
    """Who talks to which tool, and how much. A title is somebody's words too."""

    list_display = ("id", "user", "tool", "message_count", "created_at", "updated_at")
    list_filter = ("tool",)
    list_select_related = ("user", "tool")
    search_fields = ("user__username", "tool__name")
    fields = ("user", "tool", "message_count", "created_at", "updated_at")
    readonly_fields = ("message_count", "created_at", "updated_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Conversation]:
        """Return the rows with how much was said in each."""
        counted: QuerySet[models.Conversation] = super().get_queryset(request).annotate(message_count=Count("messages"))
        return counted

    @admin.display(description="messages")
    def message_count(self, conversation: Any) -> int:
        """How much was said."""
        count: int = conversation.message_count
        return count


@admin.register(models.SharedChat)
class SharedChatAdmin(LookedAt):
    """What is shared, and until when: to revoke. The link is its owner's alone."""

    list_display = ("conversation", "owner", "is_public", "created_at", "expires_at")
    list_filter = ("is_public",)
    list_select_related = ("conversation__user",)
    search_fields = ("conversation__user__username", "conversation__pk")
    fields = ("conversation", "owner", "is_public", "created_at", "expires_at")
    readonly_fields = ("owner", "created_at")
    actions = ("revoke",)

    @admin.display(description="owner", ordering="conversation__user__username")
    def owner(self, share: models.SharedChat) -> str:
        """Whose conversation it is."""
        return share.conversation.user.username

    @admin.action(description="Revoke: nobody reads along any longer", permissions=["delete"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[models.SharedChat]) -> None:
        """End the chosen shares."""
        ended = services.end_shares(share_ids=chosen.values_list("pk", flat=True))
        self.message_user(request, f"Revoked: {ended}", messages.SUCCESS)
