"""`python -m benchmarks.operations`: what each operation costs the gateway and the others."""

import argparse
import os
import sys
from contextlib import ExitStack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django

django.setup()

import uvloop

from benchmarks.operations import cpu, report, systems
from benchmarks.operations.answers import Different, compare
from benchmarks.operations.cases import cases
from benchmarks.operations.load import Unanswered
from benchmarks.operations.measure import Figures, Plan, measured
from benchmarks.operations.running import Running, install_peers
from benchmarks.operations.running import running as started
from benchmarks.operations.statements import counted
from benchmarks.operations.world import World, prepare

FULL = Plan(rounds=5, seconds=1.2, warm_up_seconds=2.5)
QUICK = Plan(rounds=3, seconds=0.25, warm_up_seconds=0.25)


def main() -> None:
    """Prepare the world, start the systems, compare, measure, and report."""
    options = _options()
    wanted = [*systems.OURS, *((systems.POSTGRAPHILE, systems.MERCURIUS) if options.peers else ())]
    if options.peers:
        install_peers()
    world = prepare(options.scale or (0.1 if options.quick else 1))
    cpu.pin_postgres(world.postmaster)
    with ExitStack() as stack, cpu.on_core(cpu.OTHER_CORE):
        running = [stack.enter_context(started(each, world)) for each in wanted]
        results = uvloop.run(_run(running, world, QUICK if options.quick else FULL, options.only))
    report.show(results)
    if not options.quick and not options.only:
        report.keep(results, world)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds on a tenth of the data; nothing is kept")
    parser.add_argument("--peers", action="store_true", help="PostGraphile and mercurius too")
    parser.add_argument("--scale", type=float, help="how much of the world is generated, when there is none yet")
    parser.add_argument("--only", action="append", help="this operation; may be given again")
    return parser.parse_args()


async def _run(
    running: list[Running], world: World, plan: Plan, only: list[str] | None
) -> dict[str, dict[str, report.Row]]:
    """Return for each operation what it costs each system."""
    results: dict[str, dict[str, report.Row]] = {}
    for case in cases(world):
        if only and case.name not in only:
            continue
        able = [each for each in running if case.name not in each.system.lacks]
        await compare(case, able[0], able[1:], world)
        figures: dict[str, Figures] = await measured(case, able, world, plan)
        statements = {each.system.name: await counted(case, each, world) for each in able}
        results[case.name] = {name: report.Row(each, statements[name]) for name, each in figures.items()}
        report.tell(case.name, results[case.name])
    return results


try:
    main()
except (Different, Unanswered) as failure:
    sys.exit(f"nothing is kept: {failure}")
