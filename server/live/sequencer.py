"""The sequencer: after a commit it gives what was announced its positions, and has every process look again."""

import asyncio
from collections.abc import Callable

from domains.kit.live import on_commit_of_announcements
from server.live.log import LiveLog, Page
from server.live.patience import TICK_SECONDS, Bell, forever


class Sequencer:
    """Moves the outbox into the log, many commits at once; the tick finds what a killed process left behind.

    Args:
        log: the log.
        tell: what is done with what was moved, which is committed by then.
    """

    def __init__(self, log: LiveLog, tell: Callable[[Page], None]) -> None:
        self._log = log
        self._tell = tell
        self._bell = Bell()

    async def run(self) -> None:
        """Move what is committed, until cancelled."""
        loop = asyncio.get_running_loop()
        # Commits happen on any thread.
        stop = on_commit_of_announcements(lambda: loop.call_soon_threadsafe(self._bell.ring))
        try:
            await forever(self._turn, "the outbox could not be moved")
        finally:
            stop()

    async def _turn(self) -> None:
        if not await self._bell.heard(TICK_SECONDS) and not await self._log.is_waiting():
            return
        moved = await self._log.move()
        while moved.events:
            self._tell(moved)
            if moved.is_whole:
                return
            moved = await self._log.move()
