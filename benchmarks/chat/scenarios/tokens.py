"""Tokens: a hundred replies at once, fifty tokens a second each, written by the gateway that also serves them."""

from benchmarks.chat.comparing import compared
from benchmarks.chat.stage import alone
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene


async def measure(scene: Scene) -> list[Row]:
    """Measure it in one process, as it is shipped."""
    async with alone(scene) as stage:
        return await compared(stage)
