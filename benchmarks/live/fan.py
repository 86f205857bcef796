"""A fan: sockets at the bare server, and what is sent to groups of them."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from benchmarks.live.baseline import CONTROL
from tests.support.load.sockets import Socket

AT_ONCE = 64
PATIENCE_SECONDS = 30.0


class Fan:
    """Sockets in groups.

    Args:
        address: of the bare server.
    """

    def __init__(self, address: str) -> None:
        self.sockets: dict[str, list[Socket]] = {}
        self._address = address
        self._control: Socket | None = None
        self._arrivals: list[float] = []
        self._wanted = 0
        self._all = asyncio.Event()

    async def open(self, group: str, number: int) -> None:
        """Open so many sockets of a group."""
        numbers, those = iter(range(number)), self.sockets.setdefault(group, [])

        async def some() -> None:
            for _ in numbers:
                those.append(await Socket.open(self._address, f"/{group}", self._hear))

        if self._control is None:
            self._control = await Socket.open(self._address, CONTROL, self._hear)
        await asyncio.gather(*(some() for _ in range(AT_ONCE)))

    async def tell(self, group: str, frame: bytes) -> list[float]:
        """Have a frame sent to all of a group; return after how many seconds each had it."""
        assert self._control is not None  # noqa: S101 - for the type checker
        self._arrivals, self._wanted = [], len(self.sockets[group])
        self._all.clear()
        began = time.time()
        self._control.say(group.encode() + b"\n" + frame)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._all.wait()
        return [each - began for each in self._arrivals]

    async def tell_in_turn(self, groups: Iterable[str], frame: bytes, *, rate: float) -> list[float]:
        """Tell one group after the other at a pace, a frame each; return after how many seconds each socket had it."""
        found, began = list[float](), time.monotonic()
        for number, group in enumerate(groups):
            await asyncio.sleep(began + number / rate - time.monotonic())
            found += await self.tell(group, frame)
        return found

    def close(self) -> None:
        """Cut all."""
        for those in self.sockets.values():
            for socket in those:
                socket.cut()
        if self._control is not None:
            self._control.cut()

    def _hear(self, payload: bytes, now: float) -> None:  # noqa: ARG002 - it is counted only
        self._arrivals.append(now)
        if len(self._arrivals) == self._wanted:
            self._all.set()


@asynccontextmanager
async def fanned(address: str, **groups: int) -> AsyncIterator[Fan]:
    """Give a fan with groups of so many sockets, for as long as the block lasts."""
    fan = Fan(address)
    try:
        for group, number in groups.items():
            await fan.open(group, number)
        yield fan
    finally:
        fan.close()
