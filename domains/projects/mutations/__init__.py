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

__all__ = [
    "add_comment", "create_project", "delete_comment", "edit_comment", "flag_comment", "like_comment", "like_project",
    "moderate_comment", "unlike_comment", "unlike_project", "update_project",
]  # fmt: skip
