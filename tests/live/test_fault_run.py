"""The short form of the run under faults: nothing is lost, doubled or out of order, whatever is killed."""

from tests.support.load import faultrun
from tests.support.load.exactness import Verdict
from tests.support.prepared import demo_folder
from tests.support.processes import Redis

FAULTS = ["kill -9 a worker", "restart Redis", "restart PostgreSQL", "cut all sockets"]


async def test_nothing_is_lost_while_everything_fails_in_turns() -> None:
    with demo_folder() as folder:
        redis = Redis(folder)
        redis.start()
        try:
            outcome = await faultrun.run(folder, redis, subscribers=20, rate=100, seconds=14, every=2.9)
        finally:
            redis.stop()

    assert outcome.verdict == Verdict()
    assert outcome.faults == FAULTS
    assert outcome.events > 1_000
    assert outcome.deliveries > outcome.events
