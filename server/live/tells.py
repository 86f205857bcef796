"""What tells: what an audience knows of how events are made of what was announced (`schema/telling.py`)."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domains.kit.live import Announced
from domains.kit.subscriptions import Growing
from schema.admission import Admission
from schema.preparing import NotPrepared
from schema.telling import Told


class Tells(Protocol):
    """What makes of events what viewers hear of them."""

    @property
    def name(self) -> str:
        """The topic that is listened to."""

    @property
    def admission(self) -> Admission | None:
        """Who may listen; nothing where everybody may."""

    @property
    def withdraws(self) -> frozenset[str]:
        """The kinds of events after which some may listen no longer."""

    @property
    def growing(self) -> Growing | None:
        """The texts that are told while they grow."""

    async def texts(self) -> Mapping[str, str]:
        """Return the texts that grow now, as far as they are stored, by whose they are."""

    def piece(self, number: int, key: str, offset: int, text: str) -> str:
        """Return what tells a piece of a text that grows."""

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
