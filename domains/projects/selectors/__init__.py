"""Reads of projects and comments."""

from domains.projects.selectors.comments import (
    Comments,
    Flags,
    comments_of_project,
    comments_of_user,
    flagged_comments,
    flags_of_comment,
    is_comment_liked_by_viewer,
    is_flagged_by_viewer,
    replies_of_comment,
    shown_content,
)
from domains.projects.selectors.explore import explore
from domains.projects.selectors.projects import (
    Projects,
    archived_projects,
    categories_of_project,
    highlighted,
    is_liked_by_viewer,
    liked_projects,
    playground,
    project,
    projects_of_tool,
    projects_of_user,
    showcase,
    tools_of_project,
    web_path,
)
from domains.projects.selectors.search import excerpt

__all__ = [
    "Comments", "Flags", "Projects", "archived_projects", "categories_of_project", "comments_of_project",
    "comments_of_user", "excerpt", "explore", "flagged_comments", "flags_of_comment", "highlighted",
    "is_comment_liked_by_viewer", "is_flagged_by_viewer", "is_liked_by_viewer", "liked_projects", "playground",
    "project", "projects_of_tool", "projects_of_user", "replies_of_comment", "showcase", "shown_content",
    "tools_of_project", "web_path",
]  # fmt: skip
