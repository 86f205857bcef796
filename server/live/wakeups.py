"""Words between processes, through the channel layer: that the log has grown, and what was added to texts.

They spare time and are nothing to rely on: the log and the texts are read again where no word arrives.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from channels.layers import BaseChannelLayer, get_channel_layer

from domains.kit.growth import GREW, GROUP, Piece
from server.live.patience import PASSING, TICK_SECONDS, Bell, forever

TYPE = "look.again"
# A layer forgets its groups after a day; saying it again is cheap.
JOIN_AGAIN_SECONDS = 600.0
# A layer that neither takes a word nor refuses it is as good as away.
PATIENCE_SECONDS = 2.0


class Wakeups:
    """Tells every process, this one too, that the log has grown.

    Should the layer be away, the others look by themselves.

    Args:
        wake: is told up to which position the log has grown, as far as that is known.
        grow: is told what was added to texts.
        join_again_seconds: how long a channel is kept.
    """

    def __init__(
        self,
        wake: Callable[[int | None], None],
        grow: Callable[[Sequence[Piece]], None],
        *,
        join_again_seconds: float = JOIN_AGAIN_SECONDS,
    ) -> None:
        self._wake = wake
        self._grow = grow
        self._join_again_seconds = join_again_seconds
        self._bell = Bell()
        self._position = 0
        layer = get_channel_layer()
        if layer is None:
            raise LookupError("there is no channel layer")
        self._layer: BaseChannelLayer = layer

    def tell(self, position: int) -> None:
        """Wake everybody, soon: what is said while a word is on its way goes with the next one."""
        self._position = position
        self._bell.ring()

    async def run(self) -> None:
        """Speak and hear until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(forever(self._speak, "the channel layer takes no word"))
            group.create_task(forever(self._hear, "the channel layer is away"))

    async def _speak(self) -> None:
        if await self._bell.heard(TICK_SECONDS):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._layer.group_send(GROUP, {"type": TYPE, "position": self._position})

    async def _hear(self) -> None:
        # First of all a word to everybody: where the layer is away it fails, before a channel is made for nothing.
        await self._layer.group_send(GROUP, {"type": TYPE, "position": None})
        # A channel of its own for each turn: the layer forgets one whose wait was given up.
        channel = await self._layer.new_channel()
        await self._layer.group_add(GROUP, channel)
        # Something may have been said before this channel was there to hear it.
        self._wake(None)
        try:
            async with asyncio.timeout(self._join_again_seconds):
                while True:
                    self._heard(await self._layer.receive(channel))
        except TimeoutError:
            return
        finally:
            with suppress(*PASSING):
                await self._layer.group_discard(GROUP, channel)

    def _heard(self, word: Mapping[str, Any]) -> None:
        if word["type"] == GREW:
            self._grow([Piece(*each) for each in word["pieces"]])
        else:
            self._wake(word.get("position"))
