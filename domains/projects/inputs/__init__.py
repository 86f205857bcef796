"""What clients say about projects and comments."""

from domains.projects.inputs.comments import (
    AddCommentInput,
    DeleteCommentInput,
    EditCommentInput,
    FlagCommentInput,
    LikeCommentInput,
    ModerateCommentInput,
    ModerationDecision,
    UnlikeCommentInput,
)
from domains.projects.inputs.explore import ProjectFilter, ProjectOrder
from domains.projects.inputs.projects import (
    CreateProjectInput,
    LikeProjectInput,
    UnlikeProjectInput,
    UpdateProjectInput,
)

__all__ = [
    "AddCommentInput", "CreateProjectInput", "DeleteCommentInput", "EditCommentInput", "FlagCommentInput",
    "LikeCommentInput", "LikeProjectInput", "ModerateCommentInput", "ModerationDecision", "ProjectFilter",
    "ProjectOrder", "UnlikeCommentInput", "UnlikeProjectInput", "UpdateProjectInput",
]  # fmt: skip
