"""The tailer: it reads the log after its position, once for all who listen in this process."""

from server.live.hub import Hub
from server.live.log import LiveLog, Page
from server.live.patience import TICK_SECONDS, Bell, forever


class Tailer:
    """Follows the log. A wake-up that is lost, doubled or late costs a little time and nothing else."""

    def __init__(self, log: LiveLog, hub: Hub) -> None:
        self._log = log
        self._hub = hub
        self._bell = Bell()

    def look(self, position: int | None = None) -> None:
        """Look again, if the log is said to have grown beyond what was read."""
        if position is None or position > self._hub.position:
            self._bell.ring()

    def take(self, moved: Page) -> None:
        """Take what this process has moved itself: it need not be read, where nothing came before it."""
        if moved.bounds.head <= self._hub.position:
            self._hub.hand_out(moved.events)
        else:
            self._bell.ring()

    async def run(self) -> None:
        """Follow the log until cancelled."""
        await forever(self._turn, "the log could not be read")

    async def _turn(self) -> None:
        await self._bell.heard(TICK_SECONDS)
        while True:
            page = await self._log.read(self._hub.position)
            if page.bounds.pruned_through > self._hub.position:
                self._hub.skip(page.bounds.pruned_through)
            self._hub.hand_out(page.events)
            if page.is_whole:
                return
