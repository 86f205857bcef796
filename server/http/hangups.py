"""Work for a client that may hang up: then nobody waits for it any more, and it is not done."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from server.http.refusals import Gone
from server.http.waiting import Begun

T = TypeVar("T")

# Most operations are over by then, and pay nothing.
PATIENCE_SECONDS = 0.02


class _Watch:
    """Listens for the end of a connection once the work has gone on for a while."""

    def __init__(self, receive: Any) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._worker = asyncio.current_task()
        self._listener: asyncio.Task[None] | None = None
        self._start = self._loop.call_later(PATIENCE_SECONDS, self._listen)
        self.is_gone = False

    def _listen(self) -> None:
        self._listener = self._loop.create_task(self._hear())

    async def _hear(self) -> None:
        # The body is read: what comes now is the end.
        while (await self._receive())["type"] != "http.disconnect":
            continue
        self.is_gone = True
        if self._worker is not None:
            self._worker.cancel()

    def end(self) -> None:
        """Listen no longer."""
        self._start.cancel()
        if self._listener is not None:
            self._listener.cancel()


async def unless_gone(work: Coroutine[Any, Any, T], receive: Any) -> T:
    """Await the work, and cancel it when the client hangs up.

    Raises:
        Gone: the client hung up.
    """
    begun = Begun(work)
    if begun.is_done:
        return begun.value
    watch = _Watch(receive)
    try:
        return await begun
    except asyncio.CancelledError:
        task = asyncio.current_task()
        # Cancelled by the watch alone, as `asyncio.timeout` tells it too; else the server itself wants us to end.
        if watch.is_gone and task is not None and task.uncancel() == 0:
            raise Gone from None
        raise
    finally:
        watch.end()
