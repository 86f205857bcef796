"""Latency: from the commit of a comment to those who listen, at two paces, in one process and in another one.

The comments are made over HTTP, in the first process, which goes on to answer their author while others are told.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from asgiref.sync import sync_to_async
from django.db import transaction

from benchmarks.live.asking import Asker, asking
from benchmarks.live.fan import fanned
from benchmarks.live.figures import MILLI, commits_of_comments, delays, percentile, talks, wrong
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, bare, served, settled
from domains.kit.live import announce
from domains.users import services
from server.live.log import LiveLog
from tests.support.load import exactness
from tests.support.load.subscribers import Subscriber, heard_all, open_all

SUBSCRIBERS = 500
# So many comments a second; how many hear each of them makes the pace.
RATE = 40
QUIET, BUSY = 10, 2
MOVES = 200


@dataclass(frozen=True)
class Lap:
    """What a while at one pace came to: how many seconds each delivery took, ours and the bare server's."""

    delays: Sequence[float]
    bare: Sequence[float]
    mistakes: int

    def rows(self, name: str, *, p50: float | None = None, p99: float | None = None) -> list[Row]:
        """Return what it says, beside what was wanted, in milliseconds."""
        return [
            Row(
                f"{name}: p{percent}",
                percentile(self.delays, percent) * MILLI,
                "ms",
                most=most,
                bare=percentile(self.bare, percent) * MILLI,
            )
            for percent, most in ((50, p50), (99, p99))
        ]


async def measure(scene: Scene) -> list[Row]:
    """Measure at each pace, then over Redis, then with members, then what a move costs."""
    with scene.redis() as redis, served(scene, REDIS_URL=redis.url) as here:
        async with asking(here.port) as asker:
            quiet = await lap(scene, here, asker, QUIET)
            busy = await lap(scene, here, asker, BUSY)
            members = await lap(scene, here, asker, QUIET, await tokens())
            with served(scene, core=None, REDIS_URL=redis.url) as there:
                other = await lap(scene, there, asker, QUIET)
    mistakes = sum(each.mistakes for each in (quiet, busy, members, other))
    return [
        *quiet.rows("2,000 deliveries/s", p50=3, p99=20),
        *busy.rows("10,000 deliveries/s", p99=50),
        *other.rows("2,000 deliveries/s, to a second process through Redis", p99=30),
        *members.rows("2,000 deliveries/s, to 500 members, each with rights of their own"),
        Row("lost, doubled, out of order", mistakes, most=0),
        Row("a move of ten events", await cost_of_a_move(scene.of(MOVES, 20)), "ms"),
    ]


async def lap(
    scene: Scene, server: Server, asker: Asker, projects: int, members: Sequence[str | None] = (None,)
) -> Lap:
    """Let 500 listen to so many projects, while these are talked about in turn."""
    talk, number = talks(scene.postgres, projects), scene.of(20, 3) * RATE
    whom = zip(cycle(talk.values()), islice(cycle(members), SUBSCRIBERS), strict=False)
    those = [Subscriber(server.address, wanted, token) for wanted, token in whom]
    await open_all(those)
    try:
        # The first time everything is planned.
        await asker.comment(*talk)
        await settled()
        began = time.time()
        await asker.comment(*islice(cycle(talk), number), rate=RATE)
        for each in those[:projects]:
            await heard_all([each], exactness.positions(scene.postgres, each.wanted.topic)[-1])
        await settled()
    finally:
        for each in those:
            each.cut()
    found = delays(those, commits_of_comments(scene.postgres), (began, time.time()))
    frame, groups = those[0].last, {f"group{each}": SUBSCRIBERS // projects for each in range(projects)}
    with bare() as baseline:
        async with fanned(baseline.address, **groups) as fan:
            told = await fan.tell_in_turn(islice(cycle(groups), number), frame, rate=RATE)
    return Lap(found, told, wrong(exactness.judged(those, scene.postgres)))


@sync_to_async
def tokens() -> list[str]:
    """Return the tokens of as many members as there are subscribers."""
    with transaction.atomic():
        names = [f"member-{number}" for number in range(SUBSCRIBERS)]
        users = [services.open_account(username=name, email=f"{name}@gateway.example") for name in names]
        return [services.create_token(user_id=user.pk, name="benchmark") for user in users]


async def cost_of_a_move(moves: int) -> float:
    """Return the milliseconds of a move of ten events."""

    @sync_to_async
    def fill() -> None:
        with transaction.atomic():
            for number in range(10):
                announce("benchmark", "event", id=number)

    log, spent = LiveLog(), 0.0
    for _ in range(moves):
        await fill()
        began = time.perf_counter()
        await log.move()
        spent += time.perf_counter() - began
    return spent / moves * MILLI
