"""An audience: all who want to hear the same of one topic. What they hear is read and encoded once for all of them.

Those who have heard everything so far are its members; what happens waits in one queue for all of them. Those who have
not are late: they are read to from the log, the one that has waited longest first and with it all who are near, until
they are members too. Who takes no more is put aside, and is late again as soon as there is room. Of texts that grow all
members have been told the same, and who becomes one is told it too.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import islice
from uuid import UUID

from psycopg.errors import QueryCanceled

from domains.kit.live import Announced, Bounds
from schema.errors import too_complex
from schema.telling import Told
from server.live import counting
from server.live.delivery import SLICE, deliver
from server.live.listener import Listener, viewers_of
from server.live.log import LiveLog
from server.live.patience import PASSING, TICK_SECONDS
from server.live.tells import Tells
from server.live.texts import Followed, Texts

logger = logging.getLogger("gateway.live")

# So many events may wait for an audience; beyond, it goes back to reading the log at its own pace.
LONGEST_QUEUE = 1_000
# So many events are told at once.
BATCH = 100
# So often in a row a statement may take too long, as it does while a table is locked.
MOST_CANCELLED = 3
# Before every position.
NOWHERE = -1


class Audience:
    """Who hears the same of one topic.

    Args:
        telling: what they hear of its events.
        log: where those who are late read.
        reached: tells up to which position events were handed out, to whomever they concern.
        texts: those that grow.
    """

    def __init__(self, telling: Tells, log: LiveLog, reached: Callable[[], int], texts: Texts) -> None:
        self.topic = telling.name
        self.telling = telling
        self.texts = Followed(telling, texts)
        self.size = 0
        self._log = log
        self._reached = reached
        self._members: dict[Listener, None] = {}
        self._late: dict[Listener, None] = {}
        self._waiting: deque[Announced] = deque()
        # The queue has everything that came after this, and members have heard everything up to it.
        self._since = reached()
        self._work: asyncio.Task[None] | None = None
        self._last_checkpoint = (-1, "")
        self._cancelled = 0

    @property
    def depth(self) -> int:
        """How many events wait."""
        return len(self._waiting)

    @property
    def listeners(self) -> list[Listener]:
        """Those who listen, but for who takes no more now."""
        return [*self._members, *self._late]

    def join(self, listener: Listener, *, is_late: bool, is_lost: bool) -> None:
        """Let somebody listen: from now on, from where they were, or behind a gap."""
        self.size += 1
        if is_late:
            self._be_late(listener)
            return
        self._members[listener] = None
        if is_lost:
            if not self._lose(listener, listener.here):
                # It is still to be told: as to whoever stands before all that is pruned.
                listener.here = NOWHERE
        else:
            self._greet(listener)
        self.texts.expect()
        if self.texts.is_due:
            self._wake()

    def leave(self, listener: Listener) -> None:
        """Let somebody listen no longer."""
        if not listener.is_over:
            listener.is_over = True
            self.size -= 1
            self._members.pop(listener, None)
            self._late.pop(listener, None)

    def add(self, event: Announced) -> None:
        """Let an event wait to be told; one too many, and none does: the log has them all."""
        self._waiting.append(event)
        if len(self._waiting) > LONGEST_QUEUE:
            counting.overflows.add()
            self.fall_back()
        self._wake()

    def grow(self) -> None:
        """Tell what was added to texts: at once, where nothing else is to be told before."""
        self.texts.is_due = True
        if self._work is None and not self.texts.wants_reading and len(self._members) <= SLICE:
            for _ in self._news():
                pass
        else:
            self._wake()

    def fall_back(self) -> None:
        """Go back to reading the log: all are late now."""
        self._since = self._reached()
        self._forget_what_waits()
        for listener in list(self._members):
            self._be_late(listener)

    def checkpoint(self) -> Iterator[Listener]:
        """Tell the members how far they have heard, one after the other, as long as nothing happens."""
        for listener in list(self._members):
            here = self._reached()
            if self._work is not None:
                return
            # Meanwhile it may have been put aside, or be gone.
            if listener in self._members and listener.here < here:
                listener.here = here
                self._greet(listener)
            yield listener

    def dismiss(self, asked: Sequence[Listener], admitted: Container[UUID | None]) -> None:
        """Let those listen no longer who may not any more, of those who were asked about."""
        for listener in asked:
            if listener.viewer_id not in admitted and not listener.is_over:
                listener.channel.refuse(self.telling.refusal().errors)

    async def close(self) -> None:
        """Tell nothing any more."""
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait([self._work])

    def _greet(self, listener: Listener) -> bool:
        """Tell somebody where they stand."""
        number = listener.here
        if self._last_checkpoint[0] != number:
            self._last_checkpoint = (number, self.telling.checkpoint(number))
        listener.is_greeted = self._hear(listener, self.telling.cursor(number), self._last_checkpoint[1])
        return listener.is_greeted

    def _hear(self, listener: Listener, cursor: str, payload: str) -> bool:
        """Let somebody hear something; who takes no more is put aside, and late as soon as there is room again."""
        if listener.channel.offer(cursor, payload):
            return True
        counting.slow.add()
        listener.has_texts = False
        self._members.pop(listener, None)
        self._late.pop(listener, None)
        listener.channel.when_roomy(lambda: self._be_late(listener))
        return False

    def _be_late(self, listener: Listener) -> None:
        listener.has_texts = False
        self._members.pop(listener, None)
        if not listener.is_over:
            self._late[listener] = None
            self._wake()

    def _wake(self) -> None:
        if self._work is None:
            self._work = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        """Tell what waits and read to those who are late, in turns, until there is nothing left to do."""
        try:
            while self._waiting or self._late or self.texts.is_due:
                try:
                    if self._waiting:
                        await self._tell()
                    if self._late:
                        await self._read()
                    if self.texts.is_due:
                        await self._tell_texts()
                    self._cancelled = 0
                except PASSING as error:
                    self._cancelled += isinstance(error.__cause__ or error, QueryCanceled)
                    if self._cancelled == MOST_CANCELLED:
                        self._dissolve()
                    await asyncio.sleep(TICK_SECONDS)
                except Exception:
                    # A fault of ours: the gap is said aloud, rather than met again and again.
                    logger.exception("events of %s could not be told", self.topic)
                    self._give_up()
        finally:
            self._work = None

    def _dissolve(self) -> None:
        """Refuse all: what they want takes the database longer than anybody waits for it."""
        for listener in self.listeners:
            listener.channel.refuse([too_complex().formatted])

    async def _tell(self) -> None:
        """Tell the members some of what waits."""
        events, doubts = list(islice(self._waiting, BATCH)), self.texts.doubts
        await self._ask_anew(events, self.listeners)
        if self.texts.ends_in(events):
            await self._tell_texts()
        members, last = list(self._members), events[-1].position
        told = await self._told(events, members)
        # Meanwhile there may have been too many, and none of these waits any more.
        while self._waiting and self._waiting[0].position <= last:
            self._waiting.popleft()
        self._since = max(self._since, last)
        for listener in await deliver(told, members, self._hear):
            listener.here = max(listener.here, last)
        # Unless what came behind these was passed over meanwhile.
        self.texts.follow(events, doubts)

    async def _ask_anew(self, events: Sequence[Announced], listeners: Sequence[Listener]) -> None:
        """Ask who may still listen where one of these events says that some may not: before any more is told."""
        if any(event.kind in self.telling.withdraws for event in events):
            self.dismiss(listeners, await self.telling.admitted(viewers_of(listeners)))

    async def _tell_texts(self) -> None:
        await self.texts.read()
        for done in self._news():
            if done % SLICE == 0:
                await asyncio.sleep(0)

    def _news(self) -> Iterator[int]:
        """Tell the members what was added to texts, one after the other; give how many heard it."""
        # Up to here all that began or ended is told: who has heard of more waits until the others have.
        horizon = self._since if self._waiting else self._reached()
        news = list(self.texts.news(horizon))
        for done, listener in enumerate(list(self._members), 1):
            if listener in self._members and (listener.has_texts or listener.here <= horizon):
                pieces, listener.has_texts = news if listener.has_texts else self.texts.so_far(horizon), True
                for piece in pieces:
                    if listener in self._members:
                        self._hear(listener, *piece)
            yield done

    async def _read(self) -> None:
        """Read a page of the log to who has been late for longest, and to all whose place is on it."""
        after, horizon = next(iter(self._late)).here, self._reached()
        page = await self._log.read(after, self.topic, most=BATCH)
        last = page.events[-1].position if page.events else after
        end = max(last, horizon) if page.is_whole else last
        near = [each for each in self._late if after <= each.here <= end or (page.is_whole and each.here > end)]
        placed = [each for each in near if self._place(each, page.bounds)]
        await self._ask_anew(page.events, placed)
        told = await self._told(page.events, [each for each in placed if each.here < last])
        # They are late until they have heard it all: whatever goes wrong, nobody is forgotten.
        for listener in await deliver(told, placed, self._hear):
            listener.here = max(listener.here, end)
            self._late.pop(listener, None)
            if page.is_whole and listener.here >= self._since:
                self._members[listener] = None
                self.texts.expect()
            else:
                self._be_late(listener)

    def _place(self, listener: Listener, bounds: Bounds) -> bool:
        """Tell somebody where they stand, if they do not know, or if the log cannot tell what they have missed."""
        if listener.here < bounds.pruned_through:
            return self._lose(listener, bounds.head)
        return listener.is_greeted or self._greet(listener)

    def _lose(self, listener: Listener, here: int) -> bool:
        """Tell somebody that there is a gap, after which they go on."""
        counting.resyncs.add()
        if not self._hear(listener, self.telling.cursor(here), self.telling.resync(here)):
            return False
        listener.here, listener.is_greeted = here, True
        return True

    def _give_up(self) -> None:
        here = self._since = self._reached()
        self._forget_what_waits()
        for listener in self.listeners:
            self._late.pop(listener, None)
            if self._lose(listener, here):
                self._members[listener] = None

    def _forget_what_waits(self) -> None:
        self._waiting.clear()
        self.texts.doubt()

    async def _told(self, events: Sequence[Announced], listeners: Sequence[Listener]) -> list[Told]:
        viewers = viewers_of(listeners)
        return await self.telling.told(events, viewers) if events and viewers else []
