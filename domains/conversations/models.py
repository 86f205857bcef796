"""The tables of conversations: what is said, favourite prompts, what is shared, and what was used up."""

import uuid

from django.db import models
from django.db.models import Q

from domains.conversations import rules
from domains.kit.enums import described
from domains.kit.models import ChangingEntity, Entity, LimitedTextField


@described
class MessageStatus(models.TextChoices):
    """How far a message is."""

    WAITING = "waiting", "A reply that has not begun."
    STREAMING = "streaming", "A reply that grows."
    COMPLETE = "complete", "It is whole."
    STOPPED = "stopped", "A reply that its reader stopped; what there was of it stays."
    FAILED = "failed", "A reply that came to no good end; what there was of it stays, and it can be retried."


@described
class ReplyFailure(models.TextChoices):
    """Why a reply came to no good end."""

    UNREACHABLE = "unreachable", "The provider could not be reached."
    TIMED_OUT = "timed_out", "The provider did not begin to answer in time."
    STALLED = "stalled", "The provider stopped in the middle of it."
    UNAUTHORIZED = "unauthorized", "The provider does not accept the platform's key."
    RATE_LIMITED = "rate_limited", "The provider takes no more for the moment."
    PROVIDER_ERROR = "provider_error", "The provider failed, or refused what was asked."
    UNREADABLE = "unreadable", "What the provider answered makes no sense."
    EMPTY = "empty", "The provider answered nothing."
    WITHHELD = "withheld", "The provider withholds the answer by its own rules."
    TOO_LONG = "too_long", "It went on beyond what the platform keeps."
    INTERRUPTED = "interrupted", "The platform was interrupted while it grew."
    TOOL_UNAVAILABLE = "tool_unavailable", "The tool was taken out of use meanwhile."


OPEN = (MessageStatus.WAITING, MessageStatus.STREAMING)


class Conversation(ChangingEntity):
    """What somebody and an AI tool say to each other."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="conversations")
    # Tools are deactivated, so that nobody's conversations go with them.
    tool = models.ForeignKey("catalog.Tool", on_delete=models.PROTECT, related_name="conversations")
    title = models.CharField(
        max_length=rules.TITLE_LENGTH, blank=True, help_text="What it is called; empty before anything was said."
    )

    class Meta:
        ordering = ("-updated_at",)
        indexes = (
            models.Index(fields=["user", "-updated_at", "-id"], name="conversation_user"),
            models.Index(fields=["user", "tool", "-updated_at", "-id"], name="conversation_user_tool"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Message(Entity):
    """Something that was said in a conversation: by its owner, or by the tool."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    content = LimitedTextField(
        max_length=rules.REPLY_LENGTH, blank=True, help_text="What was said, in Markdown; of a reply, as far as it is."
    )
    # Made once: a page of long messages would take seconds to make anew.
    content_html = models.TextField(
        blank=True, editable=False, help_text="The same as HTML that is safe to show; of a reply, once it has ended."
    )
    is_user = models.BooleanField(
        default=True, help_text="Whether the conversation's owner said it; otherwise the tool did."
    )
    tokens = models.PositiveIntegerField(
        default=0,
        help_text="How many tokens it has: as the provider counted, or about a quarter of its characters.",
    )
    status = models.CharField(
        max_length=10, choices=MessageStatus.choices, default=MessageStatus.COMPLETE, help_text="How far it is."
    )
    failure = models.CharField(  # noqa: DJ001 - nothing failed is not an empty reason
        max_length=20,
        choices=ReplyFailure.choices,
        null=True,
        blank=True,
        help_text="Why a reply came to no good end; null unless it failed.",
    )
    is_demonstration = models.BooleanField(
        default=False,
        help_text="Whether the gateway itself answered from its own data, because the tool is not connected.",
    )
    completed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was whole, stopped, or failed; null while it grows."
    )
    # What its sender calls it, so that it can be sent again when nobody knows whether it arrived.
    # Null where it has none: only names are unique.
    client_key = models.CharField(  # noqa: DJ001
        max_length=rules.CLIENT_KEY_LENGTH, null=True, blank=True, editable=False
    )
    # Which run of the reply's job may write: a worker that was thought dead writes no more.
    run = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("created_at",)
        indexes = (models.Index(fields=["conversation", "created_at", "id"], name="message_conversation"),)
        constraints = (
            models.UniqueConstraint(
                fields=("conversation",), condition=Q(status__in=OPEN), name="message_one_reply_at_a_time"
            ),
            models.UniqueConstraint(fields=("conversation", "client_key"), name="message_client_key_unique"),
            models.CheckConstraint(
                condition=Q(is_user=False) | Q(status=MessageStatus.COMPLETE), name="message_said_is_complete"
            ),
            models.CheckConstraint(
                condition=Q(status=MessageStatus.FAILED, failure__isnull=False)
                | (~Q(status=MessageStatus.FAILED) & Q(failure=None)),
                name="message_failed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class FavoritePrompt(ChangingEntity):
    """Words that somebody uses again and again."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="favorite_prompts")
    prompt_text = LimitedTextField(max_length=rules.PROMPT_LENGTH, help_text="The words.")
    tools = models.ManyToManyField("catalog.Tool", related_name="favorite_prompts", blank=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["user", "-created_at", "-id"], name="favorite_prompt_user"),)

    def __str__(self) -> str:
        # Not its words: the back office shows this of what goes with an account.
        return str(self.pk)


class SharedChat(Entity):
    """That others may read along in a conversation: everybody, or who has the link."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="shared")
    access_token = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    is_public = models.BooleanField(
        default=False, help_text="Whether everybody may read along and find it; otherwise who has the link."
    )
    expires_at = models.DateTimeField(null=True, blank=True, help_text="When that ends; null if never.")

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["-created_at", "-id"], name="shared_chat_public", condition=Q(is_public=True)),)

    def __str__(self) -> str:
        return str(self.conversation_id)


class TokenUse(models.Model):
    """How many tokens somebody has used on a day; deleting conversations gives none of them back."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="token_uses")
    day = models.DateField()
    tokens = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "day"), name="token_use_unique"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"
