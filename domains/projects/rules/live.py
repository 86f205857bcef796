"""The words under which projects and comments are announced."""

from uuid import UUID

COMMENT_ADDED = "comment_added"
COMMENT_CHANGED = "comment_changed"
PROJECT_CHANGED = "project_changed"
PROJECT_LIKES_CHANGED = "project_likes_changed"
PROJECT_VIEWED = "project_viewed"


def project_topic(project_id: UUID) -> str:
    """Return the topic under which a project's own news are announced."""
    return f"project:{project_id}"


def comments_topic(project_id: UUID) -> str:
    """Return the topic under which a project's comments are announced."""
    return f"project:{project_id}:comments"
