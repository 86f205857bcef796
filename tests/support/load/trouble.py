"""Trouble: what happens to a fleet of gateways while it serves, one thing after the other."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence

import psutil

from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Subscriber
from tests.support.processes import Redis

Fault = Callable[[], Awaitable[None]]
REDIS_IS_AWAY_SECONDS = 0.5
# How multiprocessing calls those of its processes that work.
WORKS = "spawn_main"


def process_at(address: str) -> psutil.Process:
    """Return the first process of a gateway that this one has started."""
    port = address.rpartition(":")[2]
    return next(each for each in psutil.Process().children() if each.environ().get("PORT") == port)


def workers(process: psutil.Process) -> list[psutil.Process]:
    """Return the processes of a gateway that serve."""
    return [each for each in process.children() if any(WORKS in part for part in each.cmdline())]


def faults(
    address: str, redis: Redis, postgres: Postgres, subscribers: Sequence[Subscriber]
) -> Iterable[tuple[str, Fault]]:
    """Give one fault of each kind after the other, without end."""
    server, turns, modes = process_at(address), itertools.count(), itertools.cycle(("immediate", "fast"))

    async def kill_a_worker() -> None:
        those = workers(server)
        those[next(turns) % len(those)].kill()

    async def restart_redis() -> None:
        await asyncio.to_thread(redis.stop)
        await asyncio.sleep(REDIS_IS_AWAY_SECONDS)
        await asyncio.to_thread(redis.start)

    async def restart_postgres() -> None:
        # As a crash and in order, in turns.
        await asyncio.to_thread(postgres.restart, next(modes))

    async def cut_all() -> None:
        for subscriber in subscribers:
            subscriber.cut()

    return itertools.cycle(
        [
            ("kill -9 a worker", kill_a_worker),
            ("restart Redis", restart_redis),
            ("restart PostgreSQL", restart_postgres),
            ("cut all sockets", cut_all),
        ]
    )


async def afflict(those: Iterable[tuple[str, Fault]], *, every: float, until: float) -> list[str]:
    """Let one fault happen every so many seconds, but none in the last of them; return what happened."""
    happened: list[str] = []
    for name, fault in those:
        if time.monotonic() + every >= until:
            return happened
        await asyncio.sleep(every)
        await fault()
        happened.append(name)
    return happened
