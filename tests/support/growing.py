"""Texts in upheaval: they grow, what is told of them gets lost, and readers come, go, stop and check what they have."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from domains.kit.growth import Piece, units
from domains.kit.live import Announced
from domains.kit.subscriptions import Checkpoint, Growing
from domains.users.models import User
from schema.telling import Told
from server.live.hub import Hub
from server.live.listener import Listener
from tests.support.hearing import Names
from tests.support.upheaval import LOG, NOW, Chance, Log, Room

TOPIC = "texts"
BEGUN, ENDED = "begun", "ended"
ROWS: QuerySet[Any, Any] = User.objects.none()
# Letters of one and of two UTF-16 code units.
LETTERS = "abcdefg \u00e4\U0001f600"
MOST_OPEN = 3


class Grows(Names):
    """Tells where texts begin and end, and their pieces."""

    growing = Growing(Checkpoint, lambda *_: Checkpoint(cursor=""), frozenset({BEGUN}), frozenset({ENDED}), ROWS, "")

    def __init__(self, world: "World") -> None:
        super().__init__(TOPIC, LOG)
        self._world = world

    async def texts(self) -> dict[str, str]:
        """Return what is stored of the texts that grow, as it was at one moment."""
        await self._world.chance.stumble()
        stored = dict(self._world.open)
        await self._world.chance.stumble()
        return stored

    def piece(self, number: int, key: str, offset: int, text: str) -> Any:  # noqa: ARG002
        """Return a piece as it is."""
        return ("piece", key, offset, text)

    def checkpoint(self, number: int) -> Any:  # noqa: ARG002
        """Say nothing of texts."""
        return ("checkpoint",)

    async def told(self, events: Sequence[Announced], viewers: Sequence[UUID | None]) -> list[Told]:
        """Tell what happened to which text; at its end, all of it."""
        await self._world.chance.stumble()
        told: list[Any] = [(event.kind, event.payload["id"], event.payload.get("text")) for event in events]
        places = [event.position for event in events]
        return [Told(n, str(n), dict.fromkeys(viewers, each)) for n, each in zip(places, told, strict=True)]


class Reader(Room):
    """Who has texts, as far as they were told, and checks whatever is told."""

    def __init__(self, world: "World", start: int) -> None:
        super().__init__(world)
        self.texts: dict[str, str] = {}
        self.ended: set[str] = set()
        self.listener = Listener(None, self, start)

    def offer(self, cursor: str, payload: Any) -> bool:  # noqa: ARG002
        """Take something, if there is room for it."""
        if self.is_full():
            return False
        match payload:
            case ("piece", key, offset, text):
                self._add(key, offset, text)
            case ("ended", key, whole):
                self.ended.add(key)
                if not whole.startswith(self.texts.pop(key, "")):
                    self.world.faults.append(f"{key} was told otherwise than it is stored")
        return True

    def _add(self, key: str, offset: int, text: str) -> None:
        have = self.texts.get(key, "").encode("utf-16-le")
        if offset * 2 > len(have):
            self.world.faults.append(f"a gap in {key}: {len(have) // 2} of {offset}")
        if key in self.ended:
            self.world.faults.append(f"a piece of {key}, which has ended, behind its end")
        self.texts[key] = have[: offset * 2].decode("utf-16-le") + text
        if not self.world.stored[key].startswith(self.texts[key]):
            self.world.faults.append(f"{key} is told otherwise than it is stored")


class World:
    """Texts, a log of their beginnings and ends, a hub, and readers."""

    def __init__(self, seed: int) -> None:
        self.chance = Chance(seed)
        self.draw = self.chance.random
        self.slowness = self.draw.choice((0.0, 0.02, 0.2))
        self.lossiness = self.draw.choice((0.0, 0.1, 0.5))
        self.log = Log(self.chance)
        self.hub = Hub(self.log)  # type: ignore[arg-type]
        self.stored: dict[str, str] = {}
        self.open: dict[str, str] = {}
        self.late: list[Piece] = []
        self.readers: list[Reader] = []
        self.faults: list[Any] = []

    def begin(self) -> None:
        """Let a text begin."""
        if len(self.open) < MOST_OPEN:
            key = str(len(self.stored))
            self.stored[key] = self.open[key] = ""
            self._announce(BEGUN, key)

    def grow(self) -> None:
        """Let a text grow: it is stored, and told, late, twice or never."""
        for key in list(self.open):
            added = "".join(self.draw.choices(LETTERS, k=self.draw.randint(1, 5)))
            piece = Piece(TOPIC, key, len(self.stored[key]), added)
            self.stored[key] += added
            self.open[key] = self.stored[key]
            if self.draw.random() >= self.lossiness:
                self.hub.grow([piece] * self.draw.choice((1, 1, 1, 2)))
            elif self.draw.random() < 0.5:
                self.late.append(piece)

    def tell_late(self) -> None:
        """Tell what was late, in any order."""
        self.draw.shuffle(self.late)
        self.hub.grow(self.late)
        self.late.clear()

    def end(self) -> None:
        """Let a text end."""
        if self.open:
            key = self.draw.choice(list(self.open))
            del self.open[key]
            self._announce(ENDED, key)

    def _announce(self, kind: str, key: str) -> None:
        number = self.log.head + 1
        self.log.events.append(Announced(number, TOPIC, kind, {"id": key, "text": self.stored[key]}, NOW))

    def hand_out(self) -> None:
        """Let the hub have what the log has."""
        self.hub.hand_out(self.log.events[self.hub.position :])

    def look(self) -> None:
        """Look at texts of which nothing was heard."""
        self.hub.look_at_quiet_texts()

    def join(self) -> None:
        """Let somebody come, from now on or from a place before."""
        head = self.hub.position
        start = self.draw.choice((head, self.draw.randint(0, head)))
        reader = Reader(self, start)
        joined = self.hub.join("key", Grows(self), reader.listener, is_late=start != head)
        reader.listener.end = lambda: self.hub.leave("key", joined, reader.listener)
        self.readers.append(reader)

    def leave(self) -> None:
        """Let somebody go."""
        if self.readers:
            self.readers.pop(self.draw.randrange(len(self.readers))).listener.end()

    def make_room(self) -> None:
        """Let everybody take more."""
        for reader in self.readers:
            reader.take_more()

    async def run(self, steps: int) -> None:
        """Let things happen; then, whatever was lost on its way, everybody has all of every text that grows."""
        acts = [self.begin, self.grow, self.tell_late, self.end, self.hand_out, self.look, self.join, self.leave]
        for act in self.draw.choices([*acts, self.make_room], (6, 40, 8, 5, 25, 5, 12, 6, 10), k=steps):
            act()
            await self.chance.pause()
        self.slowness = 0.0
        while not self.faults and any(self.is_behind(reader) for reader in self.readers):
            for act in (self.make_room, self.hand_out, self.look):
                act()
            await asyncio.sleep(0)
        await self._part()

    async def _part(self) -> None:
        """Let everybody go while something happens, and what was begun be done: nothing is kept for nobody."""
        self.join()
        for act in (self.begin, self.hand_out, self.grow):
            act()
            await self.chance.pause()
        while self.readers:
            self.leave()
        for _ in range(50):
            await asyncio.sleep(0)
        if self.hub.texts:
            self.faults.append(f"{self.hub.texts} texts are kept for nobody")

    def is_behind(self, reader: Reader) -> bool:
        """Tell whether somebody has not all of every text that grows."""
        return any(units(reader.texts.get(key, "")) < units(text) for key, text in self.open.items())
