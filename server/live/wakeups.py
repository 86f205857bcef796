"""Wake-ups between processes, through the channel layer: they say "look again" and nothing more."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from channels.layers import BaseChannelLayer, get_channel_layer

from server.live.patience import PASSING, forever

GROUP = "gateway.live"
MESSAGE = {"type": "look.again"}
# A layer forgets its groups after a day; saying it again is cheap.
JOIN_AGAIN_SECONDS = 600.0


class Wakeups:
    """Tells every process, this one too, that the log has grown."""

    def __init__(self, wake: Callable[[], None], *, join_again_seconds: float = JOIN_AGAIN_SECONDS) -> None:
        self._wake = wake
        self._join_again_seconds = join_again_seconds
        layer = get_channel_layer()
        if layer is None:
            raise LookupError("there is no channel layer")
        self._layer: BaseChannelLayer = layer

    async def tell(self) -> None:
        """Wake everybody; should the layer be away, then at least this process: the others look by themselves."""
        try:
            await self._layer.group_send(GROUP, MESSAGE)
        except PASSING:
            # That the layer is away is said by the loop below.
            self._wake()

    async def run(self) -> None:
        """Hear the others until cancelled."""
        await forever(self._turn, "the channel layer is away")

    async def _turn(self) -> None:
        # First of all a word to everybody: where the layer is away it fails, before a channel is made for nothing.
        await self._layer.group_send(GROUP, MESSAGE)
        # A channel of its own for each turn: the layer forgets one whose wait was given up.
        channel = await self._layer.new_channel()
        await self._layer.group_add(GROUP, channel)
        # Something may have been said before this channel was there to hear it.
        self._wake()
        try:
            async with asyncio.timeout(self._join_again_seconds):
                while True:
                    await self._layer.receive(channel)
                    self._wake()
        except TimeoutError:
            return
        finally:
            with suppress(*PASSING):
                await self._layer.group_discard(GROUP, channel)
