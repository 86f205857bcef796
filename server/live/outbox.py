"""What is to be sent on one connection: at once where it takes it, later where it does not, always with a bound."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from server.http.waiting import Begun

# What may wait for a connection that takes nothing: events beyond that wait in the log.
MOST_WAITING = 256
MOST_BYTES = 131_072
# A client that reads nothing for so long is told so, and closed.
STALL_SECONDS = 60.0
# How a server says that it sends nothing more: the connection is gone, or was closed by the server itself.
GONE = (OSError, RuntimeError)


class Outbox:
    """Sends texts in their order. While the connection takes them there is no queue and no task.

    Args:
        send: sends one text; it waits where the connection takes no more.
        at_once: sends one text at once, or tells that it cannot; the shorter way, where the server gives one.
        stalled: is called when the connection has taken nothing for too long.
    """

    __slots__ = ("_at_once", "_bytes", "_roomy", "_send", "_stalled", "_task", "_waiting", "is_over")

    def __init__(
        self,
        send: Callable[[str], Coroutine[Any, Any, None]],
        stalled: Callable[[], None],
        at_once: Callable[[str], bool] | None = None,
    ) -> None:
        self._send = send
        self._at_once = at_once
        self._stalled = stalled
        self._task: asyncio.Task[None] | None = None
        self._waiting: deque[str] | None = None
        self._bytes = 0
        self._roomy: list[Callable[[], None]] | None = None
        self.is_over = False

    @property
    def has_room(self) -> bool:
        """Whether more would be taken; what is over takes everything, and sends nothing."""
        return self._waiting is None or (len(self._waiting) < MOST_WAITING and self._bytes < MOST_BYTES)

    @property
    def depth(self) -> int:
        """How many texts wait."""
        return len(self._waiting or ())

    def offer(self, text: str) -> bool:
        """Send a text if there is room for it; tell whether there was."""
        if not self.has_room:
            return False
        self.put(text)
        return True

    def put(self, text: str) -> None:
        """Send a text, room or not: for what somebody waits for who waited for room before."""
        if self.is_over:
            return
        if self._waiting is not None:
            self._waiting.append(text)
            self._bytes += len(text)
            return
        if self._at_once is not None and self._at_once(text):
            return
        try:
            begun = Begun(self._send(text))
        except GONE:
            self.end()
            return
        if not begun.is_done:
            self._waiting = deque()
            self._task = asyncio.create_task(self._go_on(begun))

    def when_roomy(self, callback: Callable[[], None]) -> None:
        """Call something as soon as everything that waits is sent, or never will be."""
        if self._waiting is None:
            callback()
        elif self._roomy is None:
            self._roomy = [callback]
        else:
            self._roomy.append(callback)

    async def room(self) -> None:
        """Wait until everything that waits is sent, or never will be, if there is no room."""
        if self.has_room:
            return
        done = asyncio.Event()
        self.when_roomy(done.set)
        await done.wait()

    async def sent(self) -> None:
        """Wait until everything that waits is sent, or never will be."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def end(self) -> None:
        """Send nothing any more."""
        self.is_over = True
        if self._task is not None:
            self._task.cancel()

    async def _go_on(self, begun: Begun[None]) -> None:
        """Send the one that the connection did not take at once, and then those behind it."""
        waiting = self._waiting
        assert waiting is not None  # noqa: S101 - for the type checker
        try:
            async with asyncio.timeout(STALL_SECONDS):
                await begun
            while waiting:
                text = waiting.popleft()
                self._bytes -= len(text)
                async with asyncio.timeout(STALL_SECONDS):
                    await self._send(text)
        except TimeoutError:
            self.is_over = True
            self._stalled()
        except GONE:
            self.is_over = True
        finally:
            self._waiting, self._task, self._bytes = None, None, 0
            roomy, self._roomy = self._roomy or [], None
            for callback in roomy:
                callback()
