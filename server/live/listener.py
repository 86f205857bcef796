"""One listener: it reads the log up to the present, then its queue, and the log again when the queue overflows."""

from collections.abc import AsyncGenerator
from uuid import UUID

from domains.kit.live import Bounds, Heard, Lost, Position, Reached
from server.live.hub import Hub, Queue
from server.live.log import PAGE, LiveLog

# A quiet topic's cursor does not age: it is told again after so long.
CHECKPOINT_SECONDS = 30.0


class Listener:
    """Hears the log on behalf of the subscriptions of this process."""

    def __init__(self, log: UUID, source: LiveLog, hub: Hub) -> None:
        self.log = log
        self._source = source
        self._hub = hub

    async def listen(self, topic: str, after: Position | None) -> AsyncGenerator[Heard, None]:
        """Give what is announced on a topic after a position, or from now on; it never ends by itself.

        The queue is opened before the log is read, so that nothing falls between the two; what both have is
        told once, because positions only rise.
        """
        with self._hub.joined(topic) as queue:
            bounds = await self._source.bounds()
            here = bounds.head if after is None or _is_lost(after, bounds) else after.number
            yield Lost(here) if after is not None and _is_lost(after, bounds) else Reached(here)
            is_behind = here < bounds.head
            while True:
                if is_behind or queue.has_overflowed:
                    queue.start_over()
                    async for heard in self._read(topic, here):
                        here = heard.position
                        yield heard
                    is_behind = False
                for event in queue.taken():
                    if event.position > here:
                        here = event.position
                        yield event
                here = self._up_to(here, queue)
                if not await queue.wait(CHECKPOINT_SECONDS):
                    here = self._up_to(here, queue)
                    yield Reached(here)

    async def _read(self, topic: str, after: int) -> AsyncGenerator[Heard, None]:
        """Give what the log has after a position, page by page; a gap where it was pruned meanwhile."""
        while True:
            events = await self._source.read(after, topic)
            bounds = await self._source.bounds()
            if bounds.pruned_through > after:
                yield Lost(bounds.head)
                return
            for event in events:
                after = event.position
                yield event
            if len(events) < PAGE:
                return

    def _up_to(self, here: int, queue: Queue) -> int:
        """Return how far the listener has come: what was handed out meanwhile did not concern it."""
        return here if queue.is_waiting else max(here, self._hub.position)


def _is_lost(after: Position, bounds: Bounds) -> bool:
    """Whether the log cannot tell what came after a position: another log's, pruned, or from the future."""
    return after.log != bounds.log or not bounds.pruned_through <= after.number <= bounds.head
