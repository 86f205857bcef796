"""The hub: what the tailer has read goes to the queues of those who listen to its topic."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from domains.kit.live import Announced

# How many events may wait for one listener. Beyond, it goes back to reading the log at its own pace.
LONGEST_QUEUE = 256


class Queue:
    """What waits for one listener."""

    def __init__(self) -> None:
        self.has_overflowed = False
        self._waiting: deque[Announced] = deque()
        self._something = asyncio.Event()

    def offer(self, event: Announced) -> None:
        """Let an event wait; one too many, and none does: the log has them all."""
        if self.has_overflowed:
            return
        if len(self._waiting) >= LONGEST_QUEUE:
            self.has_overflowed = True
            self._waiting.clear()
        else:
            self._waiting.append(event)
        self._something.set()

    @property
    def is_waiting(self) -> bool:
        """Whether there is something that the listener has not taken yet."""
        return self.has_overflowed or bool(self._waiting)

    def start_over(self) -> None:
        """Forget that the queue overflowed: the listener now reads the log."""
        self.has_overflowed = False

    def taken(self) -> Iterator[Announced]:
        """Give what waits, one after the other."""
        while self._waiting:
            yield self._waiting.popleft()
        self._something.clear()
        if self.has_overflowed:
            self._something.set()

    async def wait(self, seconds: float) -> bool:
        """Wait until something is here; tell whether it is."""
        try:
            async with asyncio.timeout(seconds):
                await self._something.wait()
        except TimeoutError:
            return False
        return True


class Hub:
    """Topics and who listens to them."""

    def __init__(self) -> None:
        # Up to here everything was handed out.
        self.position = 0
        self._queues: defaultdict[str, set[Queue]] = defaultdict(set)

    @contextmanager
    def joined(self, topic: str) -> Iterator[Queue]:
        """Give a queue that fills with what happens on a topic, for as long as the block lasts."""
        queue = Queue()
        self._queues[topic].add(queue)
        try:
            yield queue
        finally:
            self._queues[topic].discard(queue)
            if not self._queues[topic]:
                del self._queues[topic]

    def hand_out(self, events: Iterable[Announced]) -> None:
        """Offer events to the queues of their topics."""
        for event in events:
            for queue in self._queues.get(event.topic, ()):
                queue.offer(event)
            self.position = event.position
