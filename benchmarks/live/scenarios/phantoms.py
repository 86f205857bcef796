"""Phantoms: a third of what is written is rolled back, and nobody hears of it."""

from benchmarks.live.figures import wrong
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import served
from tests.support.load import exactness
from tests.support.load.faultrun import listened_to
from tests.support.load.subscribers import Subscriber, heard_all, open_all
from tests.support.load.writing import Plan, Writer

SUBSCRIBERS = 20
UNDONE_PERCENT = 33


async def measure(scene: Scene) -> list[Row]:
    """Write, undo, and look at what was told."""
    topics = listened_to(scene.postgres)
    plan = Plan([event for _, event in topics], 100, scene.of(1_000, 200), at_once=1, undone=UNDONE_PERCENT)
    with scene.redis() as redis, served(scene, REDIS_URL=redis.url) as server:
        those = [Subscriber(server.address, topics[number % len(topics)][0]) for number in range(SUBSCRIBERS)]
        await open_all(those)
        writer = Writer.start(plan, scene.data, REDIS_URL=redis.url)
        await writer.begun()
        written = await writer.done()
        for each in those:
            await heard_all([each], exactness.positions(scene.postgres, each.wanted.topic)[-1])
    verdict = exactness.judged(those, scene.postgres)
    verdict.add(exactness.placed(written, scene.postgres))
    return [
        Row("transactions", plan.number),
        Row("of these rolled back", len(written.undone)),
        Row("deliveries", sum(len(each.positions) for each in those)),
        Row("phantom events", verdict.phantoms, most=0),
        Row("lost, doubled, out of order", wrong(verdict) - verdict.phantoms, most=0),
    ]
