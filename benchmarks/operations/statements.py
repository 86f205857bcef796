"""How many statements a request runs: PostgreSQL's own log says so, in requests that are not measured."""

import asyncio
import re
import time

from asgiref.sync import sync_to_async
from django.db import connection

from benchmarks.operations.cases import Case
from benchmarks.operations.load import Connection
from benchmarks.operations.running import Running
from benchmarks.operations.world import World

# Enough for what the gateway does now and then by itself to vanish in the mean.
MOST = 10
LEAST = 3
SECONDS = 0.5
# What begins and ends transactions is no statement here.
CONTROL = rb"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|ALTER|SELECT pg_reload_conf"
LINE = re.compile(rb"LOG:  (?:statement|execute [^:]*): (?!\s*(?:" + CONTROL + rb")\b)", re.IGNORECASE)


async def counted(case: Case, running: Running, world: World) -> int:
    """Return the statements that a request of this operation runs, of those that change something the mean."""
    await sync_to_async(_log)("all")
    await asyncio.sleep(0.1)
    before = world.log.stat().st_size
    link = await Connection.open(running.port)
    requests = running.system.requests(case, world.tokens[case.viewer] if case.viewer else None)[0]
    until, times = time.perf_counter() + SECONDS, 0
    while times < LEAST or (times < MOST and time.perf_counter() < until):
        for request in requests:
            await link.ask(request)
        times += 1
    link.close()
    await asyncio.sleep(0.1)
    await sync_to_async(_log)("none")
    with world.log.open("rb") as log:
        log.seek(before)
        found = len(LINE.findall(log.read()))
    return round(found / times / len(requests))


def _log(which: str) -> None:
    """Let PostgreSQL log statements, or no longer; sessions that run already do so too."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SYSTEM SET log_statement = %s", [which])
        cursor.execute("SELECT pg_reload_conf()")
