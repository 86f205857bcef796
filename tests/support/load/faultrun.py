"""A run under faults: subscribers come back whenever they are cut, while all that serves them is killed in turns."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from domains.kit import ids
from domains.projects.rules import PROJECT_VIEWED, project_topic
from tests.support.load import exactness
from tests.support.load.exactness import Verdict
from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Resuming, Wanted, heard_all
from tests.support.load.trouble import afflict, faults
from tests.support.load.writing import Plan, Writer
from tests.support.processes import Redis, gateway

EVENTS = "SELECT count(*) FROM live_log"
# They tell of so many projects.
TOPICS = 5
PROJECTS = "SELECT id FROM projects_project WHERE NOT is_private AND NOT is_archived ORDER BY created_at LIMIT %s"
# Who was cut at the very end still has time to hear everything.
LAST_SECONDS = 60.0
ENVIRONMENT: dict[str, Any] = {"WORKERS": "2", "RUN_WORKER": "false", "LOG_LEVEL": "ERROR"}


@dataclass(frozen=True)
class Outcome:
    """What a run came to.

    Args:
        events: how many are in the log.
        deliveries: how many were heard, all subscribers together.
        openings: how often sockets were opened.
        faults: what happened meanwhile.
        longest: the longest that somebody waited for the next event, in seconds.
        verdict: what was wrong.
    """

    events: int
    deliveries: int
    openings: int
    faults: Sequence[str]
    longest: float
    verdict: Verdict


def listened_to(postgres: Postgres, number: int = TOPICS) -> list[tuple[Wanted, tuple[str, str, str]]]:
    """Return so many projects as subscriptions, each with the event that is announced of it."""
    found = []
    for [key] in postgres.rows(PROJECTS, number):
        topic = project_topic(key)
        wanted = Wanted("ProjectUpdated", topic, {"project": ids.encode("Project", key)})
        found.append((wanted, (topic, PROJECT_VIEWED, str(key))))
    return found


@asynccontextmanager
async def following(those: Sequence[Resuming]) -> AsyncIterator[None]:
    """Let subscribers listen for as long as the block lasts; it begins when all do."""
    tasks = [asyncio.create_task(each.follow()) for each in those]
    try:
        async with asyncio.timeout(LAST_SECONDS):
            while any(each.start is None for each in those):  # noqa: ASYNC110 - it costs less than a signal each
                await asyncio.sleep(0.02)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def run(folder: Path, redis: Redis, *, subscribers: int, rate: float, seconds: float, every: float) -> Outcome:
    """Let subscribers listen to two workers while much is written and something fails every so many seconds."""
    with gateway(folder, REDIS_URL=redis.url, **ENVIRONMENT) as address:
        postgres = Postgres(folder / "d" / "postgres")
        topics, [[before]] = listened_to(postgres), postgres.rows(EVENTS)
        those = [Resuming(address, topics[number % len(topics)][0]) for number in range(subscribers)]
        plan = Plan([event for _, event in topics], rate, int(rate * seconds))
        writer = Writer.start(plan, folder / "d", REDIS_URL=redis.url)
        try:
            async with following(those):
                await writer.begun()
                trouble = faults(address, redis, postgres, those)
                happened = await afflict(trouble, every=every, until=time.monotonic() + seconds)
                written = await writer.done()
                for subscriber in those:
                    last = exactness.positions(postgres, subscriber.wanted.topic)[-1]
                    await heard_all([subscriber], last, seconds=LAST_SECONDS)
            verdict = exactness.judged(those, postgres)
            verdict.add(exactness.placed(written, postgres))
            [[after]] = postgres.rows(EVENTS)
        finally:
            writer.stop()
    # Whoever started it no longer knows it.
    postgres.stop()
    return Outcome(
        after - before,
        sum(len(each.positions) for each in those),
        sum(each.openings for each in those),
        happened,
        max(_longest_wait(each) for each in those),
        verdict,
    )


def _longest_wait(subscriber: Resuming) -> float:
    return max((later - earlier for earlier, later in pairwise(subscriber.times)), default=0.0)
