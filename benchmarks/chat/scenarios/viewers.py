"""Viewers: fifty read along in one conversation; what that costs, and whether all of them read the same."""

import asyncio

from benchmarks.chat.lap import PATIENCE_SECONDS, line, watched
from benchmarks.chat.stage import Stage, alone
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from tests.support.load.readers import Reader
from tests.support.load.subscribers import open_all

VIEWERS = 50


async def measure(scene: Scene) -> list[Row]:
    """Let one read along, then fifty."""
    async with alone(scene) as stage:
        # The first time everything is planned, and the SDK is loaded.
        await read(stage, 1, 0.5)
        (one, _), (many, wrong) = [await read(stage, number, scene.of(12.0, 3.0)) for number in (1, VIEWERS)]
    return [
        Row("viewers", VIEWERS),
        Row("of a core, the gateway with one viewer", one * 100, "%"),
        Row("of a core, the gateway with all of them", many * 100, "%"),
        Row("viewers that read otherwise than it is stored", wrong, most=0),
    ]


async def read(stage: Stage, number: int, seconds: float) -> tuple[float, int]:
    """Let so many read a reply; return how much of a core the gateway took, and how many read something else."""
    [(person, conversation)] = stage.conversations(1)
    readers = [Reader(stage.server.address, conversation, person) for _ in range(number)]
    await open_all(readers)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS + seconds):
            await person.say(conversation, line(seconds))
            while not all(each.deltas for each in readers):  # noqa: ASYNC110 - it costs less than a signal each
                await asyncio.sleep(0.02)
            _, cpu = await watched(seconds, stage.used)
            for each in readers:
                await each.ended.wait()
    finally:
        for each in readers:
            each.cut()
    wrong = sum(each.message is None or each.text != each.message["content"] for each in readers)
    return cpu["gateway"], wrong + len({each.text for each in readers}) - 1
