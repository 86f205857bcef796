"""A reply on its way to the table: what is stored of it, and what waits to be."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from domains.kit.growth import Piece

# So often at most what was added is stored and told.
TURN_SECONDS = 1 / 30
# A stored text is written anew with each piece: the longer it is, the rarer, by so many characters.
SHORT_TEXT = 8_192
# A turn may come a little early.
EARLY = 0.9


class Page:
    """A reply that is being written.

    Args:
        key: the message.
        run: who writes it.
        topic: where it is listened to.
    """

    def __init__(self, key: UUID, run: UUID, topic: str, ring: Callable[[], None]) -> None:
        self.key = key
        self.run = run
        self.topic = topic
        # How many characters are stored, and what waits.
        self.place = 0
        self.waiting = ""
        # Whether it may be written no longer: it was stopped, deleted, or another run has it.
        self.is_lost = asyncio.Event()
        self.is_written = asyncio.Event()
        self.seen_at = self.told_at = 0.0
        self._ring = ring

    def add(self, text: str) -> None:
        """Let something be written soon."""
        self.waiting += text
        self.is_written.clear()
        self._ring()

    async def written(self) -> None:
        """Wait until everything is stored and told, or never will be."""
        if self.waiting and not self.is_lost.is_set():
            await self.is_written.wait()

    def is_due(self, now: float) -> bool:
        """Whether something is to be written now."""
        return bool(self.waiting) and now - self.told_at >= TURN_SECONDS * (EARLY + self.place // SHORT_TEXT)

    def stored(self, text: str, now: float) -> Piece:
        """Take note that a text is stored; return what is to be told."""
        piece = Piece(self.topic, str(self.key), self.place, text)
        self.place += len(text)
        self.waiting = self.waiting[len(text) :]
        self.seen_at = self.told_at = now
        return piece

    def lose(self) -> None:
        """Write it no longer."""
        self.is_lost.set()
        self.is_written.set()
