"""Loops that wait for a ring or a tick, and outlast whatever they depend on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis.exceptions import RedisError

from domains.kit import live

T = TypeVar("T")

logger = logging.getLogger("gateway.live")

# How often the log is looked at though nobody said so.
TICK_SECONDS = 1.0
# What passes by itself: a database or a Redis that is away for a while.
PASSING = (*live.PASSING, RedisError, OSError)


class Bell:
    """Rung any number of times, it is heard once."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Have the listener look again."""
        self._rung.set()

    async def heard(self, seconds: float) -> bool:
        """Wait for a ring, or for so long; tell whether it rang."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


async def insisted(work: Callable[[], Awaitable[T]], trouble: str) -> T:
    """Do the work until it is done, and return what comes of it; of passing failures say so once."""
    is_troubled = False
    while True:
        try:
            return await work()
        except PASSING as error:
            if not is_troubled:
                logger.warning("%s (%s); trying on every %s s", trouble, type(error).__name__, TICK_SECONDS)
            is_troubled = True
            await asyncio.sleep(TICK_SECONDS)


async def forever(work: Callable[[], Awaitable[None]], trouble: str) -> None:
    """Do the work again and again; after a passing failure go on with the next turn, saying so once."""
    is_troubled = False
    while True:
        try:
            await work()
        except PASSING as error:
            if not is_troubled:
                logger.warning("%s (%s); trying on every %s s", trouble, type(error).__name__, TICK_SECONDS)
            is_troubled = True
            await asyncio.sleep(TICK_SECONDS)
        except Exception:
            # A fault of ours: the loop goes on all the same, for without it nobody would hear anything any more.
            logger.exception(trouble)
            await asyncio.sleep(TICK_SECONDS)
        else:
            if is_troubled:
                logger.info("all is well again: no more «%s»", trouble)
            is_troubled = False
