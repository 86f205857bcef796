"""How long an event is on its way, in one process and between two over Redis; what a move and a subscriber cost.

One gateway runs in this process, another in one of its own, on the same database and Redis. Times are from the end
of the commit to the frame at the subscriber, whose client runs here too.
"""

import asyncio
import os
import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from tests.support.processes import Redis, gateway

DATA = Path(os.environ["DATA_DIR"])
DATA.mkdir(parents=True, exist_ok=True)
redis = Redis(DATA)
redis.start()
os.environ |= {"DJANGO_SETTINGS_MODULE": "server.settings", "REDIS_URL": redis.url, "LOG_LEVEL": "WARNING"}

import django

django.setup()

import psutil
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.db import transaction

from benchmarks.results import keep
from domains.kit.live import announce
from domains.projects import models, services
from domains.users import fixtures
from server.live.log import LiveLog
from tests.support.live import Subscriber, served, subscribed

EVENTS = 300
IDLE = 500
MOVES = 200


@sync_to_async
def act(number: int) -> float:
    """Say something and return the moment after the commit."""
    project = models.Project.objects.all()[number % 20]
    services.add_comment(viewer=fixtures.viewer("student"), project_id=project.pk, content=f"Number {number}.")
    return time.perf_counter()


async def arrival(ticker: Subscriber) -> float:
    """Return the moment at which the next event is here."""
    while (await ticker.event())["__typename"] != "ActivityAdded":
        pass
    return time.perf_counter()


async def latencies(one: str, other: str) -> dict[str, Any]:
    """Return the milliseconds from commit to receipt, in this process and in the other."""
    times: dict[str, list[float]] = {"one_process": [], "two_processes": []}
    async with subscribed(one, "ActivityFeedLive") as here, subscribed(other, "ActivityFeedLive") as there:
        for number in range(EVENTS):
            waiting = asyncio.gather(arrival(here), arrival(there))
            committed = await act(number)
            for name, arrived in zip(times, await waiting, strict=True):
                times[name].append((arrived - committed) * 1_000)
    return {
        f"{name}_{label}_ms": round(statistics.quantiles(each, n=100)[percent - 1], 2)
        for name, each in times.items()
        for label, percent in (("median", 50), ("p99", 99))
    }


async def cost_of_a_move() -> float:
    """Return the milliseconds of a move of ten events."""

    @sync_to_async
    def fill() -> None:
        with transaction.atomic():
            for number in range(10):
                announce("benchmark", "event", id=number)

    log, spent = await LiveLog.open(), 0.0
    for _ in range(MOVES):
        await fill()
        began = time.perf_counter()
        await log.move()
        spent += time.perf_counter() - began
    await log.close()
    return round(spent / MOVES * 1_000, 2)


async def weight_of_an_idle_subscription(address: str) -> float:
    """Return the KiB that the other process grows by for each subscription that waits."""
    port = int(address.split(":")[1])
    process = next(
        psutil.Process(each.pid)
        for each in psutil.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == port and each.pid
    )
    async with AsyncExitStack() as stack:
        before = process.memory_info().rss
        for _ in range(IDLE):
            await (await stack.enter_async_context(subscribed(address, "ActivityFeedLive"))).event()
        return round((process.memory_info().rss - before) / IDLE / 1_024, 1)


async def main() -> None:
    """Measure, print and keep the results."""
    await sync_to_async(call_command)("migrate", verbosity=0)
    await sync_to_async(call_command)("load_data", first_start=True)
    environment = {"REDIS_URL": redis.url, "DATA_DIR": str(DATA)}
    with gateway(DATA, **environment) as other:
        async with served() as one:
            figures = await latencies(one, other)
        figures["idle_subscription_kib"] = await weight_of_an_idle_subscription(other)
    figures["move_of_ten_ms"] = await cost_of_a_move()
    for name, value in figures.items():
        print(f"{name:24} {value:8.2f}")
    keep("live", figures)


try:
    asyncio.run(main())
finally:
    redis.stop()
