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
    ArchiveProjectInput,
    CreateProjectInput,
    HighlightProjectInput,
    LikeProjectInput,
    RecordProjectViewInput,
    RestoreProjectInput,
    UnhighlightProjectInput,
    UnlikeProjectInput,
    UpdateProjectInput,
)

__all__ = [
    "AddCommentInput", "ArchiveProjectInput", "CreateProjectInput", "DeleteCommentInput", "EditCommentInput",
    "FlagCommentInput", "HighlightProjectInput", "LikeCommentInput", "LikeProjectInput", "ModerateCommentInput",
    "ModerationDecision", "ProjectFilter", "ProjectOrder", "RecordProjectViewInput", "RestoreProjectInput",
    "UnhighlightProjectInput", "UnlikeCommentInput", "UnlikeProjectInput", "UpdateProjectInput",
]  # fmt: skip
