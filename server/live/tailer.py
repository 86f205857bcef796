"""The tailer: it reads the log after its position, once for all who listen in this process."""

from server.live.hub import Hub
from server.live.log import PAGE, LiveLog
from server.live.patience import TICK_SECONDS, Bell, forever


class Tailer:
    """Follows the log. A wake-up that is lost, doubled or late costs a little time and nothing else."""

    def __init__(self, log: LiveLog, hub: Hub) -> None:
        self._log = log
        self._hub = hub
        self.bell = Bell()

    async def start(self) -> None:
        """Stand at the end of the log."""
        self._hub.position = (await self._log.bounds()).head

    async def run(self) -> None:
        """Follow the log until cancelled."""
        await forever(self._turn, "the log could not be read")

    async def _turn(self) -> None:
        await self.bell.heard(TICK_SECONDS)
        while True:
            events = await self._log.read(self._hub.position)
            self._hub.hand_out(events)
            if len(events) < PAGE:
                return
