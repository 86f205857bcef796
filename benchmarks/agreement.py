"""Whether the gateway's way of answering agrees with stock execution, on thousands of drawn operations.

Not a measurement but a search: it ends with 1 as soon as there is a difference to look at.

    BENCH_CASES=20000 BENCH_SEED=7 make bench BENCH=agreement
"""

import asyncio
import logging
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django

django.setup()

from asgiref.sync import sync_to_async
from django.core.management import call_command

from tests.support.agreement import pools, world
from tests.support.agreement.coverage import asked, readable
from tests.support.agreement.operations import drawn
from tests.support.agreement.running import Summary, ask_all, differences

CASES = int(os.environ.get("BENCH_CASES", "3000"))
SEED = int(os.environ.get("BENCH_SEED", "0"))
TOLD_EVERY = 500


def tell(summary: Summary) -> None:
    """Say now and then how it stands."""
    if summary.cases % TOLD_EVERY == 0:
        print(f"{summary.cases:>7,} asked, {len(summary.differing)} differ, {summary.seconds:.0f} s", flush=True)


def show(summary: Summary, left_out: set[str]) -> None:
    """Print what came of it."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(summary.by_kind.items()))
    rows = {
        "cases": f"{summary.cases:,} ({kinds}), seed {SEED}",
        "with errors": f"{summary.with_errors:,}, and {summary.refused:,} refused before anything ran",
        "bytes": f"{summary.bytes / max(1, summary.cases):,.0f} an answer",
        "fields": f"{len(readable()) - len(left_out)} of {len(readable())} asked for {' '.join(sorted(left_out))}",
        "seconds": f"{summary.seconds:.1f}",
        "differences": str(len(summary.differing)),
    }
    for name, text in rows.items():
        print(f"{name:12} {text}")


async def main() -> int:
    """Make the world, ask everything, print, and return how many questions are answered differently."""
    # Errors on purpose are a part of the world: they need not be told twice for each time they are met.
    logging.getLogger("gateway.errors").setLevel(logging.CRITICAL)
    await sync_to_async(call_command)("migrate", verbosity=0)
    viewers = await sync_to_async(world.build)()
    questions = drawn(await pools.gathered(viewers), list(viewers), CASES, seed=SEED)
    summary = await ask_all(questions, viewers, tell=tell)
    show(summary, readable() - asked(questions))
    print(await differences(summary, viewers))
    return len(summary.differing)


sys.exit(1 if asyncio.run(main()) else 0)
