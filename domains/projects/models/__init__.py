"""The tables of projects, comments, and of what people think of them."""

from domains.projects.models.comments import Comment, CommentFlag, CommentLike, FlagReason
from domains.projects.models.projects import Project, ProjectLike, ProjectType, ProjectView

__all__ = [
    "Comment", "CommentFlag", "CommentLike", "FlagReason", "Project", "ProjectLike", "ProjectType", "ProjectView",
]  # fmt: skip
