"""What people do with projects and comments: each verb is one transaction."""

from domains.projects.services.comments import add_comment, delete_comment, edit_comment
from domains.projects.services.leaving import forget_person
from domains.projects.services.likes import like_comment, like_project, unlike_comment, unlike_project
from domains.projects.services.moderation import flag_comment, moderate_comment
from domains.projects.services.projects import create_project, update_project
from domains.projects.services.standing import (
    archive_project,
    highlight_project,
    restore_project,
    unhighlight_project,
)
from domains.projects.services.velocity import recompute_velocities
from domains.projects.services.views import record_project_view

__all__ = [
    "add_comment", "archive_project", "create_project", "delete_comment", "edit_comment", "flag_comment",
    "forget_person", "highlight_project", "like_comment", "like_project", "moderate_comment",
    "recompute_velocities", "record_project_view", "restore_project", "unhighlight_project", "unlike_comment",
    "unlike_project", "update_project",
]  # fmt: skip
