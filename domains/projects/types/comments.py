"""Comments, as clients see them."""

from strawberry import auto

from domains.kit.fields import computed, expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward
from domains.projects import models, rules, selectors
from domains.projects.models import FlagReason


@object_type(models.Comment)
class Comment(Node):
    """What somebody says about a project, or answers to somebody who did."""

    content: str = expression(
        selectors.shown_content, description="What was said, in Markdown, as written; empty once it was taken back."
    )
    content_html: str = computed(
        rules.shown_html, "content", "is_deleted", description="What was said, as HTML that is safe to show."
    )
    is_edited: auto
    edited_at: auto
    is_deleted: auto
    like_count: auto
    created_at: auto
    is_liked_by_viewer: bool = expression(selectors.is_comment_liked_by_viewer, description="Whether you like it.")
    is_flagged_by_viewer: bool = expression(
        selectors.is_flagged_by_viewer, description="Whether you said that it should not stand."
    )
    author = forward("user", of="User", description="Who said it.")
    project = forward("project", of="Project", description="What it is about.", is_seen=True)
    parent = forward("parent", of="Comment", description="What it answers; null at the head of a thread.")
    replies = connection("Comment")(selectors.replies_of_comment)
    flags = connection("CommentFlag")(selectors.flags_of_comment)


@object_type(models.CommentFlag)
class CommentFlag(Node):
    """That somebody says a comment should not stand."""

    reason: FlagReason
    note: auto
    created_at: auto
    resolved_at: auto
    flagged_by = forward("user", of="User", description="Who says so.")
    comment = forward("comment", of="Comment", description="Which comment.", is_seen=True)
