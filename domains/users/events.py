"""What happens to people."""

from dataclasses import dataclass
from uuid import UUID

from domains.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class UserFollowed(Event):
    """Somebody began to follow somebody."""

    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserUnfollowed(Event):
    """Somebody ended following somebody."""

    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserRegistered(Event):
    """Somebody has proved their address: the account is open."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserBlocked(Event):
    """Somebody blocked somebody; their follows of each other have ended."""

    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserUnblocked(Event):
    """Somebody ended a block."""

    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class ArchetypeSet(Event):
    """Somebody said what kind of learner they are."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class TeacherApproved(Event):
    """Staff let a teacher publish."""

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Event):
    """Somebody deleted their account: all that is theirs is still there, and goes when everybody has heard."""

    user_id: UUID
