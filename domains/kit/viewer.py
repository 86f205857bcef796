"""Who asks: the one thing that decides what a request may see and do."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self
from uuid import UUID

from django.db.models import UUIDField

from domains.kit.errors import Unauthenticated
from domains.kit.expressions import VIEWER_ID, Bound


class ViewerKind(StrEnum):
    """The kinds of viewer; the only thing about a viewer that code may branch on when it writes a query."""

    ANONYMOUS = "anonymous"
    MEMBER = "member"
    STAFF = "staff"
    SERVICE = "service"


@dataclass(frozen=True)
class Viewer:
    """Who asks, with the account behind it where there is one."""

    kind: ViewerKind
    user_id: UUID | None = None
    # A token may have been made for reading only.
    may_write: bool = True

    @classmethod
    def anonymous(cls) -> Self:
        """Return a viewer who has not signed in."""
        return cls(ViewerKind.ANONYMOUS)

    @cached_property
    def id(self) -> Bound:
        """The account's key as querysets take it: the same SQL serves every viewer of this kind."""
        return Bound(VIEWER_ID, self.user_id, UUIDField())

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return self.kind is ViewerKind.ANONYMOUS

    @property
    def is_staff(self) -> bool:
        """Whether the viewer works for the platform."""
        return self.kind is ViewerKind.STAFF

    def require_account(self) -> UUID:
        """Return the account's key.

        Raises:
            Unauthenticated: nobody has signed in.
        """
        if self.user_id is None:
            raise Unauthenticated
        return self.user_id
