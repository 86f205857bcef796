"""What tells: what an audience knows of how events are made of what was announced (`schema/telling.py`)."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from domains.kit.live import Announced
from schema.preparing import NotPrepared
from schema.telling import Told


class Tells(Protocol):
    """What makes of events what viewers hear of them."""

    @property
    def name(self) -> str:
        """The topic that is listened to."""

    @property
    def is_restricted(self) -> bool:
        """Whether not everybody may listen."""

    async def admitted(self, viewers: Sequence[UUID | None]) -> set[UUID | None]:
        """Return who of these may listen now."""

    def refusal(self) -> NotPrepared:
        """Return the refusal of those who may not."""

    async def told(self, events: Sequence[Announced], viewers: Sequence[UUID | None]) -> list[Told]:
        """Return the events that some of these viewers are to hear."""

    def checkpoint(self, number: int) -> str:
        """Return what says that everything up to a position is told."""

    def resync(self, number: int) -> str:
        """Return what says that there is a gap before a position."""

    def cursor(self, number: int) -> str:
        """Return a position as clients carry it."""
