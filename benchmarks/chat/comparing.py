"""Many laps through a gateway, and one beside it without."""

import statistics
from collections.abc import Sequence

from benchmarks.chat.direct import direct
from benchmarks.chat.lap import Lap, spoken
from benchmarks.chat.stage import Stage
from benchmarks.live.figures import MILLI
from benchmarks.live.report import Row

REPLIES = 100
MOST_MILLISECONDS = 60
MOST_PIECES = 30
PERCENTS = (50, 95, 99)


async def compared(stage: Stage) -> list[Row]:
    """Run laps, take the best and the median one by their p99, and tell what the provider alone comes to."""
    number, seconds, laps = stage.scene.of(REPLIES, 20), stage.scene.of(12.0, 3.0), stage.scene.of(3, 1)
    # The first time everything is planned, and the SDK is loaded.
    await spoken(stage.server.address, stage.conversations(number), 0.5, stage.used)
    ours, bare = list[Lap](), list[Lap]()
    for _ in range(laps):
        ours.append(await spoken(stage.server.address, stage.conversations(number), seconds, stage.used))
        bare.append(await direct(stage.provider.port, number, seconds, stage.used))
    return rows(sorted(ours, key=_p99), sorted(bare, key=_p99))


def rows(ours: Sequence[Lap], bare: Sequence[Lap]) -> list[Row]:
    """Return what laps say, in order of their p99."""
    found = []
    for name, lap, alone in (("best lap", ours[0], bare[0]), ("median lap", _middle(ours), _middle(bare))):
        for percent in PERCENTS:
            most = MOST_MILLISECONDS if percent == PERCENTS[-1] else None
            found.append(Row(f"{name}: a token's p{percent}", lap.at(percent), "ms", most=most, bare=alone.at(percent)))
        found.append(Row(f"{name}: longest", max(lap.delays) * MILLI, "ms", bare=max(alone.delays) * MILLI))
    middle, alone = _middle(ours), _middle(bare)
    rates = [rate for lap in ours for rate in lap.rates]
    return [
        *found,
        Row("laps", len(ours)),
        Row("tokens in all of them", sum(len(lap.delays) for lap in ours)),
        Row("listeners that were told otherwise than it is stored", sum(lap.broken for lap in ours), most=0),
        Row("listeners that heard the last words with the end only", sum(lap.late for lap in ours)),
        Row("pieces a second, of each reply: most", max(rates), most=MOST_PIECES),
        Row("pieces a second, of each reply: median", statistics.median(rates)),
        *(
            Row(f"median lap: of a core, {name}", 100 * each, "%", bare=100 * alone.cpu[name] if name in BARE else None)
            for name, each in middle.cpu.items()
        ),
    ]


# What works without a gateway too.
BARE = ("provider", "client")


def _p99(lap: Lap) -> float:
    return lap.at(99)


def _middle(laps: Sequence[Lap]) -> Lap:
    return laps[len(laps) // 2]
