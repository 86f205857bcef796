"""What people can do with projects and comments."""

from domains.projects.mutations.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    flag_comment,
    like_comment,
    moderate_comment,
    unlike_comment,
)
from domains.projects.mutations.projects import create_project, like_project, unlike_project, update_project
from domains.projects.mutations.standing import (
    archive_project,
    highlight_project,
    record_project_view,
    restore_project,
    unhighlight_project,
)

__all__ = [
    "add_comment", "archive_project", "create_project", "delete_comment", "edit_comment", "flag_comment",
    "highlight_project", "like_comment", "like_project", "moderate_comment", "record_project_view",
    "restore_project", "unhighlight_project", "unlike_comment", "unlike_project", "update_project",
]  # fmt: skip
