"""Faults: subscribers that come back, much that is written, and every so often something fails; three runs."""

from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from tests.support.load import faultrun
from tests.support.load.exactness import Verdict

SUBSCRIBERS, RATE = 50, 200
RUNS = 3


async def measure(scene: Scene) -> list[Row]:
    """Run it as often as it must succeed."""
    rows = []
    # Here the disk is waited for: PostgreSQL is killed.
    scene.postgres.set(fsync="on")
    for number in range(1, scene.of(RUNS, 1) + 1):
        with scene.redis() as redis:
            outcome = await faultrun.run(
                scene.folder,
                redis,
                subscribers=SUBSCRIBERS,
                rate=RATE,
                seconds=scene.of(180, 20),
                every=scene.of(20, 4),
            )
        verdict = outcome.verdict
        rows += [
            Row(f"run {number}: events", outcome.events, least=scene.of(30_000, None)),
            Row(f"run {number}: deliveries", outcome.deliveries),
            Row(f"run {number}: faults", len(outcome.faults)),
            Row(f"run {number}: sockets opened", outcome.openings),
            Row(f"run {number}: lost", verdict.lost, most=0),
            Row(f"run {number}: doubled", verdict.doubled, most=0),
            Row(f"run {number}: out of order", verdict.out_of_order, most=0),
            Row(f"run {number}: phantoms, gaps, events without a place", _rest(verdict), most=0),
            Row(f"run {number}: longest silence", outcome.longest, "s"),
        ]
    return rows


def _rest(verdict: Verdict) -> int:
    return verdict.phantoms + verdict.broken + verdict.unplaced
