"""Split: the same with the worker in a process of its own, and Redis between it and the gateway."""

from benchmarks.chat.comparing import compared
from benchmarks.chat.stage import beside
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene


async def measure(scene: Scene) -> list[Row]:
    """Measure it in two processes."""
    async with beside(scene) as stage:
        return await compared(stage)
