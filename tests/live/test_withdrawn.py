"""What some may listen to no longer: they are asked at once, those too who had no room when it happened."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domains.kit.live import Announced
from server.live.hub import Hub
from server.live.listener import Listener
from tests.support.hearing import CHECKPOINT, Hearer, Names
from tests.support.upheaval import LOG, NOW, Chance, Log

TOPIC, SAID, WITHDRAWN = "a chat", "said", "withdrawn"


class Withdrawn(Names):
    """Tells what was said, to nobody once it is withdrawn."""

    withdraws = frozenset({WITHDRAWN})
    is_withdrawn = False

    async def admitted(self, viewers: Sequence[UUID | None]) -> set[UUID | None]:
        """Admit everybody until it is withdrawn."""
        return set() if self.is_withdrawn else set(viewers)


class Guest(Hearer):
    """Who listens, and may be refused."""

    def __init__(self, log: UUID) -> None:
        super().__init__(log)
        self.is_refused = asyncio.Event()

    def refuse(self, errors: list[Any]) -> None:  # noqa: ARG002
        """Hear that there will be no more."""
        self.is_refused.set()


class Chat:
    """A topic in a log, and what hands it out."""

    def __init__(self) -> None:
        self.log = Log(Chance(0))
        self.hub = Hub(self.log)  # type: ignore[arg-type]
        self.telling = Withdrawn(TOPIC, LOG)

    def happens(self, kind: str) -> None:
        """Let something happen, and be handed out."""
        number = self.log.head + 1
        self.log.events.append(Announced(number, TOPIC, kind, {"id": number}, NOW))
        self.hub.hand_out(self.log.events)

    def join(self, here: int, *, is_late: bool = False) -> Guest:
        """Let somebody listen."""
        guest = Guest(LOG)
        listener = Listener(None, guest, here)
        audience = self.hub.join("key", self.telling, listener, is_late=is_late)
        listener.end = lambda: self.hub.leave("key", audience, listener)
        return guest


async def test_who_had_no_room_when_it_was_withdrawn_is_refused_as_soon_as_there_is() -> None:
    chat = Chat()
    guest, other = chat.join(0), chat.join(0)
    async with asyncio.timeout(5):
        assert [await guest.event(), await other.event()] == [CHECKPOINT, CHECKPOINT]
        guest.has_room = False
        chat.happens(SAID)
        assert await other.event() == 1

        chat.telling.is_withdrawn = True
        chat.happens(WITHDRAWN)
        await other.is_refused.wait()
        guest.take_more()

        await guest.is_refused.wait()


async def test_who_comes_late_across_the_end_of_a_right_is_refused() -> None:
    chat = Chat()
    chat.happens(SAID)
    chat.telling.is_withdrawn = True
    chat.happens(WITHDRAWN)

    # Admitted a moment before.
    guest = chat.join(0, is_late=True)

    async with asyncio.timeout(5):
        await guest.is_refused.wait()
