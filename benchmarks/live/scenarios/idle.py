"""Idle: ten thousand subscriptions to which nothing is told, in one process."""

import asyncio
import time

from benchmarks.live.fan import fanned
from benchmarks.live.figures import KIB
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, bare, served, settled
from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Subscriber, Wanted, open_all

WANTED = Wanted("ActivityFeedLive", "activity")
WARM_UP = 100
SOCKETS = 10_000
REST_SECONDS = 3.0
CONNECTIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> 'load'"
)


async def measure(scene: Scene) -> list[Row]:
    """Open all, wait, and open as many at the bare server."""
    number, seconds = scene.of(SOCKETS, 500), scene.of(60.0, 6.0)
    with served(scene) as server:
        await warm_up(server)
        first = Subscriber(server.address, WANTED)
        await first.open()
        await settled(REST_SECONDS)
        memory, connections = server.memory(), connected(scene.postgres)
        those = [Subscriber(server.address, WANTED) for _ in range(number)]
        began = time.monotonic()
        await open_all(those)
        opened = time.monotonic() - began
        await settled(REST_SECONDS)
        weight = (server.memory() - memory) / number / KIB
        core = await used(server, seconds)
        more = connected(scene.postgres) - connections
        away = sum(each.socket is None or each.socket.lost.done() for each in those)
        for each in those:
            each.cut()
    bare_weight, bare_opened, bare_core = await beside(number, seconds)
    return [
        Row("subscriptions", number),
        Row("memory of each", weight, "KiB", most=32, bare=bare_weight),
        Row("of a core, with pings", core, "%", most=5, bare=bare_core),
        Row("opened in", opened, "s", most=20, bare=bare_opened),
        Row("database connections more than with one", more, most=0),
        Row("closed meanwhile", away, most=0),
    ]


async def warm_up(server: Server) -> None:
    """Have the server load what it needs only once."""
    those = [Subscriber(server.address, WANTED) for _ in range(WARM_UP)]
    await open_all(those)
    for each in those:
        each.cut()
    await settled()


async def used(server: Server, seconds: float) -> float:
    """Return how many hundredths of a core a server uses in so long a time."""
    before, began = server.cpu(), time.monotonic()
    await asyncio.sleep(seconds)
    return (server.cpu() - before) / (time.monotonic() - began) * 100


def connected(postgres: Postgres) -> int:
    """Return how many connections the database has."""
    return int(postgres.rows(CONNECTIONS)[0][0])


async def beside(number: int, seconds: float) -> tuple[float, float, float]:
    """Return the KiB of each socket, the seconds to open them, and the hundredths of a core, of the bare server."""
    with bare() as baseline:
        async with fanned(baseline.address, first=WARM_UP) as fan:
            await settled()
            memory, began = baseline.memory(), time.monotonic()
            await fan.open("idle", number)
            opened = time.monotonic() - began
            await settled(REST_SECONDS)
            weight = (baseline.memory() - memory) / number / KIB
            return weight, opened, await used(baseline, seconds)
