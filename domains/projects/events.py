"""What happens to projects."""

from dataclasses import dataclass
from uuid import UUID

from domains.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class ProjectCreated(Event):
    """Somebody made a project."""

    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectUpdated(Event):
    """The owner changed a project; `changed` names its columns."""

    project_id: UUID
    user_id: UUID
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProjectLiked(Event):
    """Somebody began to like a project."""

    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectUnliked(Event):
    """Somebody likes a project no longer."""

    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentAdded(Event):
    """Somebody said something about a project."""

    comment_id: UUID
    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentEdited(Event):
    """Somebody changed their comment."""

    comment_id: UUID
    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentDeleted(Event):
    """A comment was taken back, by whomever; `user_id` is its author."""

    comment_id: UUID
    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentLiked(Event):
    """Somebody began to like a comment."""

    comment_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentUnliked(Event):
    """Somebody likes a comment no longer."""

    comment_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentFlagged(Event):
    """Somebody said that a comment should not stand."""

    comment_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectArchived(Event):
    """The owner put a project away."""

    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectRestored(Event):
    """The owner took a project out again."""

    project_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectHighlighted(Event):
    """The owner let a project stand first on the profile."""

    project_id: UUID
    user_id: UUID
