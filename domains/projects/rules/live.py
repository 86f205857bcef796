"""The words under which projects and comments are announced."""

from uuid import UUID

COMMENT_ADDED = "comment_added"
COMMENT_CHANGED = "comment_changed"


def comments_topic(project_id: UUID) -> str:
    """Return the topic under which a project's comments are announced."""
    return f"project:{project_id}:comments"
