"""What clients say about comments."""

import strawberry
from django.db.models import TextChoices

from domains.kit.enums import described
from domains.projects.models import FlagReason


@described
class ModerationDecision(TextChoices):
    """What becomes of a comment."""

    KEEP = "keep", "It stands; what was said against it is settled."
    REMOVE = "remove", "It is taken back; its place in the thread stays."


@strawberry.input(description="What to say, and about what.")
class AddCommentInput:
    """A comment."""

    project_id: strawberry.ID = strawberry.field(description="The id of the project.")
    content: str = strawberry.field(description="What to say, in Markdown, 5,000 characters at most.")
    parent_id: strawberry.ID | None = strawberry.field(default=None, description="The id of the comment to answer.")


@strawberry.input(description="A comment of yours in other words.")
class EditCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")
    content: str = strawberry.field(description="The new words, in Markdown, 5,000 characters at most.")


@strawberry.input(description="Which comment to take back.")
class DeleteCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")


@strawberry.input(description="Which comment to like.")
class LikeCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")


@strawberry.input(description="Which comment to like no longer.")
class UnlikeCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")


@strawberry.input(description="Which comment should not stand, and why.")
class FlagCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")
    reason: FlagReason = strawberry.field(description="Why it should not stand.")
    note: str = strawberry.field(default="", description="What else there is to say, 500 characters at most.")


@strawberry.input(description="What becomes of which comment.")
class ModerateCommentInput:
    """A comment."""

    comment_id: strawberry.ID = strawberry.field(description="The id of the comment.")
    decision: ModerationDecision = strawberry.field(description="What becomes of it.")
