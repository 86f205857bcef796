"""Cycles: connect, subscribe, be cut, ten thousand times; nothing of it may remain."""

import asyncio
import random
from contextlib import suppress

from benchmarks.live.figures import KIB, talks
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, served, settled
from tests.support.load.sockets import Unopened
from tests.support.load.subscribers import Subscriber, Wanted

WARM_UP, CYCLES = 1_000, 10_000
AT_ONCE = 20
# Of so many, one is cut at any moment before it is told anything.
IMPATIENT = 10
LONGEST_PATIENCE_SECONDS = 0.02
REST_SECONDS = 3.0
MIB = KIB * KIB
GONE = ("connections", "subscribers", "audiences", "topics", "queued_events", "queued_frames")


async def measure(scene: Scene) -> list[Row]:
    """Go round, and look at what remains."""
    wanted = [*talks(scene.postgres, 10).values(), Wanted("ActivityFeedLive", "activity")]
    warm_up, number = scene.of(WARM_UP, 200), scene.of(CYCLES, 500)
    with served(scene) as server:
        await cycles(server, wanted, warm_up)
        await settled(REST_SECONDS)
        before, files = server.memory(), server.process.num_fds()
        seconds, refused = await cycles(server, wanted, number)
        await settled(REST_SECONDS)
        live = server.live()
        grown, more = (server.memory() - before) / MIB, server.process.num_fds() - files
    return [
        Row("cycles", number),
        Row("cycles a second", number / seconds),
        Row("refused", refused, most=0),
        Row("memory drift", grown, "MiB", most=20),
        Row(
            "connections, subscribers, audiences, topics, queues that remain", sum(live[name] for name in GONE), most=0
        ),
        Row("files that remain open", max(0, more), most=0),
    ]


async def cycles(server: Server, wanted: list[Wanted], number: int) -> tuple[float, int]:
    """Go round so many times, some at once; return how many seconds it took, and how many were refused."""
    began, numbers, refused = asyncio.get_running_loop().time(), iter(range(number)), [0]

    async def some() -> None:
        for each in numbers:
            subscriber = Subscriber(server.address, wanted[each % len(wanted)])
            try:
                await cycle(subscriber, is_patient=each % IMPATIENT > 0)
            except Unopened:
                refused[0] += 1
            subscriber.cut()

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some())
    return asyncio.get_running_loop().time() - began, refused[0]


async def cycle(subscriber: Subscriber, *, is_patient: bool) -> None:
    """Connect and subscribe, without the patience to wait for an answer now and then."""
    patience = None if is_patient else random.uniform(0, LONGEST_PATIENCE_SECONDS)  # noqa: S311 - not for secrets
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            await subscriber.open()
