"""The short form of the run of kills: readers are cut off, the worker is killed, and no reply is lost or left open."""

from tests.support.load import killrun
from tests.support.prepared import demo_folder
from tests.support.processes import Redis


async def test_what_was_read_stays_and_every_reply_ends_when_its_worker_is_killed() -> None:
    with demo_folder() as folder:
        redis = Redis(folder)
        redis.start()
        try:
            outcome = await killrun.run(folder, redis, kills=1, replies=10)
        finally:
            redis.stop()

    assert outcome.runs == 10
    assert (outcome.hanging, outcome.differing, outcome.lost, outcome.uncut) == (0, 0, 0, 0)
    assert outcome.before + outcome.retried + outcome.interrupted == 10
    assert 0 < outcome.slowest < 15
