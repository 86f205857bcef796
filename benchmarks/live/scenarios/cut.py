"""Cut: all 2,000 sockets at once, while there is news; how soon all listen again, and whether they missed any."""

import asyncio
from contextlib import suppress

from benchmarks.live.figures import wrong
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import served
from tests.support.load import exactness
from tests.support.load.faultrun import following, listened_to
from tests.support.load.subscribers import Resuming, heard_all
from tests.support.load.writing import Plan, Writer

SUBSCRIBERS = 2_000
RATE = 20
PATIENCE_SECONDS = 60


async def measure(scene: Scene) -> list[Row]:
    """Cut all, several times, and look at what they were told."""
    topics, times, pause = listened_to(scene.postgres), scene.of(3, 1), scene.of(10, 3)
    plan = Plan([event for _, event in topics], RATE, RATE * pause * (times + 1), at_once=1)
    with scene.redis() as redis, served(scene, REDIS_URL=redis.url) as server:
        those = [Resuming(server.address, topics[number % len(topics)][0]) for number in range(SUBSCRIBERS)]
        async with following(those):
            writer = Writer.start(plan, scene.data, REDIS_URL=redis.url)
            await writer.begun()
            seconds = []
            for _ in range(times):
                await asyncio.sleep(pause)
                seconds.append(await cut(those))
            written = await writer.done()
            for each in those[: len(topics)]:
                await heard_all([each], exactness.positions(scene.postgres, each.wanted.topic)[-1])
            await asyncio.sleep(1)
        verdict = exactness.judged(those, scene.postgres)
        verdict.add(exactness.placed(written, scene.postgres))
    return [
        Row("all 2,000 resumed after", max(seconds), "s", most=15),
        Row("lost", verdict.lost, most=0),
        Row("doubled, out of order", wrong(verdict) - verdict.lost, most=0),
        Row("refused before they did", sum(each.refusals for each in those)),
        Row("events", plan.number),
        Row("deliveries", sum(len(each.positions) for each in those)),
    ]


async def cut(those: list[Resuming]) -> float:
    """Cut all at once, and return the seconds until the last one was told where it stands."""
    began = asyncio.get_running_loop().time()
    for each in those:
        each.cut()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while any(each.opened_at < began for each in those):  # noqa: ASYNC110 - it costs less than a signal each
                await asyncio.sleep(0.02)
            return max(each.opened_at for each in those) - began
    return float(PATIENCE_SECONDS)
