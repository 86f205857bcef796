"""Wake-ups between processes, through the channel layer: they say "look again" and nothing more."""

import asyncio
import logging
from collections.abc import Callable

from channels.layers import BaseChannelLayer, get_channel_layer

from server.live.patience import PASSING, forever

logger = logging.getLogger("gateway.live")

GROUP = "gateway.live"
MESSAGE = {"type": "look.again"}
# A layer forgets its groups after a day; saying it again is cheap.
JOIN_AGAIN_SECONDS = 600.0


class Wakeups:
    """Tells every process, this one too, that the log has grown."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        layer = get_channel_layer()
        if layer is None:
            raise LookupError("there is no channel layer")
        self._layer: BaseChannelLayer = layer
        self._channel: str | None = None

    async def tell(self) -> None:
        """Wake everybody; should the layer be away, then at least this process: the others look by themselves."""
        try:
            await self._layer.group_send(GROUP, MESSAGE)
        except PASSING:
            self._wake()
            raise

    async def run(self) -> None:
        """Hear the others until cancelled."""
        await forever(self._turn, "the channel layer is away")

    async def _turn(self) -> None:
        if self._channel is None:
            self._channel = await self._layer.new_channel()
        await self._layer.group_add(GROUP, self._channel)
        try:
            async with asyncio.timeout(JOIN_AGAIN_SECONDS):
                while True:
                    await self._layer.receive(self._channel)
                    self._wake()
        except TimeoutError:
            return
