"""The tables of comments, and of what people think of them."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from domains.kit.counts import CountField
from domains.kit.enums import described
from domains.kit.models import Entity, LimitedTextField
from domains.projects import rules
from domains.projects.models.projects import Project


@described
class FlagReason(models.TextChoices):
    """Why somebody says that a comment should not stand."""

    SPAM = "spam", "Advertising, or the same thing everywhere."
    HARASSMENT = "harassment", "It attacks or threatens somebody."
    HATE = "hate", "It despises people for what they are."
    SEXUAL = "sexual", "It is sexual."
    MISINFORMATION = "misinformation", "It says what is not so."
    OTHER = "other", "Something else, which the note says."


class Comment(Entity):
    """What somebody says about a project, or answers to somebody who did."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="comments")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    content = LimitedTextField(max_length=rules.COMMENT_LENGTH, help_text="What was said, in Markdown, as written.")
    is_edited = models.BooleanField(default=False, help_text="Whether it was changed after it was sent.")
    edited_at = models.DateTimeField(null=True, blank=True, help_text="When it was last changed.")
    is_deleted = models.BooleanField(
        default=False, help_text="Whether it was taken back; its place in the thread stays."
    )
    like_count = CountField("likes", help_text="How many people like it.")
    # Whether a flag waits for a moderator, and since when.
    is_flagged = models.BooleanField(default=False, editable=False)
    flagged_at = models.DateTimeField(null=True, blank=True, editable=False)
    moderated_at = models.DateTimeField(null=True, blank=True, editable=False)
    moderated_by = models.ForeignKey(
        "users.User", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("-created_at",)
        permissions = (("moderate", "Can moderate comments"),)
        indexes = (
            models.Index(
                fields=["project", "-created_at", "-id"],
                name="comment_threads",
                condition=models.Q(parent=None),
            ),
            models.Index(fields=["parent", "created_at", "id"], name="comment_replies"),
            models.Index(fields=["user", "-created_at"], name="comment_user"),
            models.Index(fields=["flagged_at", "id"], name="comment_flagged", condition=models.Q(is_flagged=True)),
            BrinIndex(fields=["created_at"], name="comment_recent"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(depth__gte=1, depth__lte=rules.DEEPEST_COMMENT), name="comment_depth"
            ),
            models.CheckConstraint(
                condition=models.Q(depth=1, parent=None) | models.Q(depth__gt=1, parent__isnull=False),
                name="comment_depth_fits_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(is_flagged=False, flagged_at=None)
                | models.Q(is_flagged=True, flagged_at__isnull=False),
                name="comment_flagged_since",
            ),
        )

    def __str__(self) -> str:
        return self.content[:60]


class CommentLike(Entity):
    """That somebody likes a comment."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="comment_likes")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="likes")

    class Meta:
        indexes = (models.Index(fields=["user", "-created_at"], name="comment_like_user"),)
        constraints = (models.UniqueConstraint(fields=("comment", "user"), name="comment_like_unique"),)


class CommentFlag(Entity):
    """That somebody says a comment should not stand."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="comment_flags")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=20, choices=FlagReason.choices, help_text="Why it should not stand.")
    note = LimitedTextField(
        max_length=rules.FLAG_NOTE_LENGTH, blank=True, help_text="What else there is to say; may be empty."
    )
    resolved_at = models.DateTimeField(null=True, blank=True, help_text="When it was settled; null while it waits.")

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index(fields=["user", "-created_at"], name="comment_flag_user"),)
        constraints = (models.UniqueConstraint(fields=("comment", "user"), name="comment_flag_unique"),)

    def __str__(self) -> str:
        return f"{self.reason}: {self.comment_id}"
