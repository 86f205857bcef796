"""Fan-out: one comment to 2,000 subscribers of a process, and what that costs whoever made it.

In turns a comment is made on a project to which all of them listen, and on one to which nobody does: what differs is
the fan-out.
"""

import asyncio
import re
import statistics
from dataclasses import dataclass

from benchmarks.live.asking import Asker, asking
from benchmarks.live.fan import fanned
from benchmarks.live.figures import MILLI, commits_of_comments, talks, wrong
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, bare, served
from benchmarks.operations.statements import CONTROL
from domains.kit import pool
from tests.support.load import exactness
from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Subscriber, open_all

SUBSCRIBERS = 2_000
MICRO = 1_000_000
# Long enough for a comment to be told to all, short enough for the ticks of the engine to be few.
TURN_SECONDS = 0.5
LOGGED = {"log_line_prefix": "%a|", "log_statement": "all"}
SILENT = {"log_statement": "none"}
LIVE = b"(?:" + b"|".join(each.application.encode() for each in (pool.live, pool.tells)) + b")"
STATEMENT = re.compile(
    rb"^" + LIVE + rb"\|LOG:  (?:statement|execute [^:]*): (?!\s*(?:" + CONTROL + rb")\b)", re.MULTILINE | re.IGNORECASE
)


@dataclass
class Turn:
    """What a comment cost: seconds until its author had the answer, and seconds of processor."""

    answer: float
    processor: float


async def measure(scene: Scene) -> list[Row]:
    """Measure in turns, then the statements, then the bare server."""
    rounds = scene.of(40, 6)
    heard, quiet = talks(scene.postgres, 2)
    wanted = talks(scene.postgres, 1)[heard]
    with served(scene) as server:
        those = [Subscriber(server.address, wanted) for _ in range(SUBSCRIBERS)]
        await open_all(those)
        async with asking(server.port) as asker:
            # The first times everything is planned.
            for project in (heard, quiet) * 2:
                await turn(server, asker, project)
            told, untold = [], []
            for _ in range(rounds):
                told.append(await turn(server, asker, heard))
                untold.append(await turn(server, asker, quiet))
            statements = await counted(scene.postgres, server, asker, heard, scene.of(15, 3))
    bare_last, bare_cpu = await beside(those[0].last, rounds)
    spent = statistics.median(each.processor for each in told) - statistics.median(each.processor for each in untold)
    later = statistics.median(each.answer for each in told) - statistics.median(each.answer for each in untold)
    return [
        Row("the last of 2,000 has it after", _last(those, scene.postgres) * MILLI, "ms", most=100, bare=bare_last),
        Row("CPU a delivery", spent / SUBSCRIBERS * MICRO, "µs", most=25, bare=bare_cpu),
        Row("the author has the answer later by", later * MILLI, "ms", most=10),
        Row("an answer without subscribers", statistics.median(each.answer for each in untold) * MILLI, "ms"),
        Row("statements an event", statements, most=3),
        Row("lost, doubled, out of order", wrong(exactness.judged(those, scene.postgres)), most=0),
    ]


async def turn(server: Server, asker: Asker, project: str) -> Turn:
    """Make a comment, and wait for a while that is always the same."""
    before = server.cpu()
    [(began, ended)] = await asker.comment(project)
    await asyncio.sleep(TURN_SECONDS)
    return Turn(ended - began, server.cpu() - before)


def _last(those: list[Subscriber], postgres: Postgres) -> float:
    """Return after how many seconds the last one had a comment, the median of all comments but the first ones."""
    commits = commits_of_comments(postgres)
    last: dict[int, float] = {}
    for each in those:
        for position, arrived in zip(each.positions, each.times, strict=True):
            last[position] = max(last.get(position, 0.0), arrived - commits[position])
    return statistics.median(list(last.values())[2:])


async def counted(postgres: Postgres, server: Server, asker: Asker, project: str, times: int) -> float:
    """Return how many statements the live engine runs for an event: the fewest, for it looks around by itself too."""
    postgres.set(**LOGGED)
    await asyncio.sleep(TURN_SECONDS)
    found = []
    for _ in range(times):
        before = postgres.log.stat().st_size
        await turn(server, asker, project)
        with postgres.log.open("rb") as log:
            log.seek(before)
            found.append(len(STATEMENT.findall(log.read())))
    postgres.set(**SILENT)
    return min(found)


async def beside(frame: bytes, rounds: int) -> tuple[float, float]:
    """Return the milliseconds until the last one has it, and the microseconds a delivery, of the bare server."""
    with bare() as baseline:
        async with fanned(baseline.address, all=SUBSCRIBERS) as fan:
            last, spent = [], []
            for _ in range(rounds + 2):
                before = baseline.cpu()
                last.append(max(await fan.tell("all", frame)))
                await asyncio.sleep(TURN_SECONDS / 5)
                spent.append(baseline.cpu() - before)
    return statistics.median(last[2:]) * MILLI, statistics.median(spent[2:]) / SUBSCRIBERS * MICRO
