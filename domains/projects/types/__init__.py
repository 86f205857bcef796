"""Projects and comments, as clients see them."""

from domains.projects.types.comments import Comment, CommentFlag
from domains.projects.types.content import ContentBlock, ProjectContent
from domains.projects.types.projects import Project, ToolProjects, UserProjects

__all__ = [
    "Comment", "CommentFlag", "ContentBlock", "Project", "ProjectContent", "ToolProjects", "UserProjects",
]  # fmt: skip
