"""What people do with projects and comments: each verb is one transaction."""

from domains.projects.services.comments import add_comment, delete_comment, edit_comment
from domains.projects.services.likes import like_comment, like_project, unlike_comment, unlike_project
from domains.projects.services.moderation import flag_comment, moderate_comment
from domains.projects.services.projects import create_project, update_project

__all__ = [
    "add_comment", "create_project", "delete_comment", "edit_comment", "flag_comment", "like_comment", "like_project",
    "moderate_comment", "unlike_comment", "unlike_project", "update_project",
]  # fmt: skip
