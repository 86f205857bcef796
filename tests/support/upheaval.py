"""An audience in upheaval: a log in memory, and listeners that come, go, stop and check whatever they hear."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from domains.kit.live import Announced, Bounds
from schema.telling import Told
from server.live.hub import Hub
from server.live.listener import Listener
from server.live.log import Page
from tests.support.hearing import Names

TOPICS = ("ours", "another")
LOG = UUID(int=7)
VIEWERS: list[UUID | None] = [None, UUID(int=1), UUID(int=2)]
NOW = datetime.now(UTC)


class Chance:
    """Suspends at random points, and fails now and then as a database does that is away for a while."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets

    async def pause(self) -> None:
        """Let others go first, for some turns or for none."""
        for _ in range(self.random.choice((0, 0, 1, 2, 5))):
            await asyncio.sleep(0)

    async def stumble(self) -> None:
        """Pause, and fail in one case out of many."""
        await self.pause()
        if self.random.random() < 0.02:
            raise psycopg.OperationalError("away")


class Log:
    """A log in memory, of which the beginning can be pruned."""

    def __init__(self, chance: Chance) -> None:
        self.events: list[Announced] = []
        self.pruned_through = 0
        self._chance = chance

    @property
    def head(self) -> int:
        """The last position."""
        return len(self.events)

    def append(self, topic: str) -> None:
        """Add an event."""
        number = self.head + 1
        self.events.append(Announced(number, topic, "act", {"id": number}, NOW))

    async def read(self, after: int, topic: str | None = None, *, most: int) -> Page:
        """Return what follows a position, as it was at one moment while it was read."""
        await self._chance.stumble()
        start, bounds = max(after, self.pruned_through), Bounds(LOG, self.pruned_through, self.head)
        page = [event for event in self.events[start:] if topic in {None, event.topic}][:most]
        await self._chance.stumble()
        return Page(bounds, page, most)


class Slow(Names):
    """Tells the position of every event to those who may hear of it: not everybody may hear of each."""

    def __init__(self, name: str, chance: Chance) -> None:
        super().__init__(name, LOG)
        self._chance = chance

    async def told(self, events: Sequence[Announced], viewers: Sequence[UUID | None]) -> list[Told]:
        """Take some time."""
        await self._chance.stumble()
        numbers = [event.position for event in events]
        return [
            Told(n, str(n), {viewer: f"event {n}" for viewer in viewers if may_hear(viewer, n)})
            for n in numbers
            if any(may_hear(viewer, n) for viewer in viewers)
        ]

    def checkpoint(self, number: int) -> str:
        """Say where the listener stands."""
        return f"checkpoint {number}"

    def resync(self, number: int) -> str:
        """Say that there is a gap."""
        return f"resync {number}"


def may_hear(viewer: UUID | None, number: int) -> bool:
    """Whether a viewer may hear of an event."""
    return viewer is None or number % (viewer.int + 1) == 0


class Room:
    """What comes and goes: as long as there is none, nothing is taken."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self._waiting: list[Callable[[], None]] | None = None

    def is_full(self) -> bool:
        """Tell whether there is none, now that something is to be taken."""
        if self._waiting is None and self.world.draw.random() < self.world.slowness:
            self._waiting = []
        return self._waiting is not None

    def when_roomy(self, callback: Callable[[], None]) -> None:
        """Call something as soon as there is room again."""
        if self._waiting is None:
            callback()
        else:
            self._waiting.append(callback)

    def take_more(self) -> None:
        """Have room again."""
        waiting, self._waiting = self._waiting or [], None
        for callback in waiting:
            callback()

    def refuse(self, errors: list[Any]) -> None:
        """Never happens."""
        raise AssertionError(errors)


class Hearer(Room):
    """Whose room comes and goes, and who checks whatever it hears."""

    def __init__(self, world: "World", *, start: int, is_lost: bool) -> None:
        super().__init__(world)
        self.viewer = world.chance.random.choice(VIEWERS)
        self.here = start
        self.is_lost = is_lost
        self.is_greeted = False
        self.listener = Listener(self.viewer, self, start)

    def offer(self, cursor: str, payload: Any) -> bool:
        """Take something, if there is room for it."""
        if self.is_full():
            return False
        number = int(cursor)
        self.world.faults += [f"{payload} to one at {self.here}: {fault}" for fault in self.faults(payload, number)]
        self.here, self.is_greeted, self.is_lost = number, True, False
        return True

    def faults(self, payload: str, number: int) -> Iterator[str]:
        """Give what is wrong with hearing this now."""
        kind = payload.split(maxsplit=1)[0]
        if kind == "resync" and not (self.is_lost or self.here < self.world.log.pruned_through):
            yield "a gap that is none"
        if kind != "resync" and self.is_lost:
            yield "a gap in silence"
        if kind != "resync" and self.missed(number if kind == "checkpoint" else number - 1):
            yield "something is lost"
        if kind == "event" and not self.is_greeted:
            yield "nothing was said of where it begins"
        if kind == "event" and not may_hear(self.viewer, number):
            yield "it is not for this viewer"
        if number < self.here or (kind == "event" and number == self.here):
            yield "it is doubled, or out of order"
        if self.listener.is_over:
            yield "nobody listens any more"

    def missed(self, through: int) -> list[int]:
        """Return what should have been told between where it stands and a position."""
        return [
            event.position
            for event in self.world.log.events[self.here : through]
            if event.topic == TOPICS[0] and may_hear(self.viewer, event.position)
        ]


class World:
    """A log, a hub that follows it, and listeners that come and go."""

    def __init__(self, seed: int) -> None:
        self.chance = Chance(seed)
        self.draw = self.chance.random
        self.slowness = self.draw.choice((0.0, 0.02, 0.3))
        self.log = Log(self.chance)
        self.hub = Hub(self.log)  # type: ignore[arg-type]
        self.hearers: list[Hearer] = []
        self.faults: list[Any] = []
        self.is_over = False

    async def follow(self) -> None:
        """Hand out what the log has, always some time later."""
        while not self.is_over or self.hub.position < self.log.head:
            await self.chance.pause()
            await asyncio.sleep(0)
            new = self.log.events[self.hub.position : self.hub.position + self.draw.randint(0, 9)]
            if self.hub.position < self.log.pruned_through:
                self.hub.skip(self.log.pruned_through)
            self.hub.hand_out(new)

    def join(self) -> None:
        """Let somebody come: from now on, after a cursor, from the future or from another log."""
        draw, head = self.draw, self.hub.position
        is_lost = draw.random() < 0.1
        start = head if is_lost or draw.random() < 0.5 else draw.randint(0, self.log.head)
        hearer = Hearer(self, start=start, is_lost=is_lost)
        listener = hearer.listener
        telling = Slow(TOPICS[0], self.chance)
        joined = self.hub.join("key", telling, listener, is_late=start != head, is_lost=is_lost)
        listener.end = lambda: self.hub.leave("key", joined, listener)
        self.hearers.append(hearer)

    def announce(self) -> None:
        """Let some events happen."""
        for _ in range(self.draw.randint(1, 12)):
            self.log.append(self.draw.choice(TOPICS))

    def leave(self) -> None:
        """Let somebody go."""
        if self.hearers:
            hearer = self.hearers.pop(self.draw.randrange(len(self.hearers)))
            hearer.listener.end()

    def make_room(self) -> None:
        """Let everybody take more."""
        for hearer in self.hearers:
            hearer.take_more()

    def prune(self) -> None:
        """Let the log forget some of what it has."""
        self.log.pruned_through = self.draw.randint(self.log.pruned_through, self.log.head)

    async def checkpoint(self) -> None:
        """Let audiences be told how far they have heard."""
        for each in list(self.hub.audiences.values()):
            for _ in each.checkpoint():
                await self.chance.pause()

    async def live(self, steps: int) -> None:
        """Let so many things happen."""
        acts: list[Callable[[], Awaitable[None] | None]] = [
            self.announce, self.join, self.leave, self.make_room, self.prune, self.checkpoint,
        ]  # fmt: skip
        for act in self.draw.choices(acts, (40, 20, 15, 10, 2, 5), k=steps):
            done = act()
            if done is not None:
                await done
            await self.chance.pause()

    async def run(self, steps: int) -> None:
        """Let things happen, wait until all is told, and see that nobody has missed anything."""
        following = asyncio.create_task(self.follow())
        await self.live(steps)
        self.slowness, self.is_over = 0.0, True
        await following
        while not self.faults and any(self.is_behind(hearer) for hearer in self.hearers):
            for hearer in self.hearers:
                hearer.take_more()
            await asyncio.sleep(0)
        assert self.faults or self.hub.size == len(self.hearers)
        for hearer in self.hearers:
            hearer.listener.end()
        assert (self.hub.audiences, self.hub.topics) == ({}, 0)

    def is_behind(self, hearer: Hearer) -> bool:
        """Tell whether somebody has not heard all of it yet."""
        return hearer.is_lost or not hearer.is_greeted or hearer.missed(self.log.head) != []
