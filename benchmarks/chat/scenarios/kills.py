"""Kills: readers are cut off at any token, their worker is killed at another, five hundred times."""

from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from tests.support.load import killrun

KILLS, REPLIES = 20, 25
MOST_SECONDS = 15


async def measure(scene: Scene) -> list[Row]:
    """Run it; the disk is not waited for, since PostgreSQL is not killed."""
    with scene.redis() as redis:
        outcome = await killrun.run(scene.folder, redis, kills=scene.of(KILLS, 2), replies=REPLIES)
    return [
        Row("runs", outcome.runs, least=scene.of(KILLS * REPLIES, None)),
        Row("replies that had ended before the kill", outcome.before),
        Row("begun anew after it, and whole", outcome.retried),
        Row("failed after it, as interrupted", outcome.interrupted),
        Row("left hanging", outcome.hanging, most=0),
        Row("read otherwise than stored, or stored otherwise than said", outcome.differing, most=0),
        Row("readers that lost what they had, or were told of a gap", outcome.lost, most=0),
        Row("readers that were not cut off", outcome.uncut, most=0),
        Row(
            "until a reply has failed or begins anew, after the kill: longest", outcome.slowest, "s", most=MOST_SECONDS
        ),
        Row("until the last of those that were begun anew is whole", outcome.slowest_end, "s"),
    ]
