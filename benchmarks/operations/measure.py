"""The measurement: systems take turns in slices, several rounds of them, and the middle of a system's slices counts."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.operations import cpu
from benchmarks.operations.cases import Case
from benchmarks.operations.load import Connection, press
from benchmarks.operations.running import Running
from benchmarks.operations.world import CONNECTIONS, World

# What still happens after an answer was sent belongs to the slice it came from.
SETTLE_SECONDS = 0.05


@dataclass(frozen=True)
class Plan:
    """How long is measured."""

    rounds: int
    seconds: float
    # Just-in-time compilers take a while until they are at their best.
    warm_up_seconds: float


@dataclass(frozen=True)
class Figures:
    """What a request of one operation costs one system, in milliseconds."""

    server_ms: float
    postgres_ms: float
    requests_per_s: float
    p50_ms: float
    p99_ms: float
    requests: int
    spread: float

    @property
    def cpu_ms(self) -> float:
        """The CPU of server and PostgreSQL together."""
        return self.server_ms + self.postgres_ms


@dataclass(frozen=True)
class Turn:
    """What one slice came to."""

    server_ms: float
    postgres_ms: float
    requests_per_s: float
    times: list[float]


async def measured(case: Case, systems: Sequence[Running], world: World, plan: Plan) -> dict[str, Figures]:
    """Return the figures of each system that answers the operation.

    The first round warms up. A slice of slow answers takes longer than it should: later ones of that system are
    left out for it, down to one.
    """
    turns: dict[str, list[Turn]] = {each.system.name: [] for each in systems}
    spent = dict.fromkeys(turns, 0.0)
    for number in range(plan.rounds + 1):
        for each in systems:
            name = each.system.name
            if spent[name] > number * plan.seconds:
                continue
            began = time.perf_counter()
            seconds = plan.seconds if number else plan.warm_up_seconds
            turn = await _turn(case, each, world, seconds)
            if number:
                spent[name] += time.perf_counter() - began
                turns[name].append(turn)
    return {name: _figures(each) for name, each in turns.items()}


async def _turn(case: Case, running: Running, world: World, seconds: float) -> Turn:
    """Let one system answer for a while."""
    # New ones for each turn: servers close what was quiet for some seconds.
    lane = [await Connection.open(running.port) for _ in range(CONNECTIONS)]
    await asyncio.sleep(SETTLE_SECONDS)
    requests = running.system.requests(case, world.tokens[case.viewer] if case.viewer else None)
    server, postgres = cpu.of_server(running.pid), cpu.of_postgres(world.postmaster)
    result = await press(lane, requests, seconds)
    await asyncio.sleep(SETTLE_SECONDS)
    server, postgres = cpu.of_server(running.pid) - server, cpu.of_postgres(world.postmaster) - postgres
    for connection in lane:
        connection.close()
    count = len(result.times)
    return Turn(server / count * 1_000, postgres / count * 1_000, count / result.seconds, result.times)


def _figures(turns: list[Turn]) -> Figures:
    """Return the medians of the turns; latencies are those of all requests."""
    times = sorted(time for turn in turns for time in turn.times)
    totals = [turn.server_ms + turn.postgres_ms for turn in turns]
    return Figures(
        server_ms=statistics.median(turn.server_ms for turn in turns),
        postgres_ms=statistics.median(turn.postgres_ms for turn in turns),
        requests_per_s=statistics.median(turn.requests_per_s for turn in turns),
        p50_ms=times[len(times) // 2] * 1_000,
        p99_ms=times[len(times) * 99 // 100] * 1_000,
        requests=len(times),
        spread=(max(totals) - min(totals)) / statistics.median(totals),
    )
