"""An audience under whatever comes at once: every listener hears what comes after its start, in order, once."""

import asyncio

import pytest

from server.live import audience
from server.live.listener import Listener
from tests.support.hearing import RESYNC, Hearer, Names
from tests.support.upheaval import LOG, TOPICS, World


@pytest.mark.parametrize("seed", range(100))
async def test_whatever_comes_at_once_everybody_hears_everything_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "TICK_SECONDS", 0.0)
    monkeypatch.setattr(audience, "BATCH", 7)
    monkeypatch.setattr(audience, "SLICE", 3)
    monkeypatch.setattr(audience, "LONGEST_QUEUE", 6)
    world = World(seed)
    monkeypatch.setattr(audience.logger, "exception", lambda *words: world.faults.append(words))

    async with asyncio.timeout(10):
        await world.run(120)

    assert world.faults == []


class Faulty(Names):
    """Fails when it is first to say where somebody stands."""

    has_failed = False

    def checkpoint(self, number: int) -> str:
        """Say where the listener stands."""
        if not self.has_failed:
            self.has_failed = True
            raise LookupError("a fault of ours")
        return super().checkpoint(number)


async def test_after_a_fault_of_ours_a_gap_is_said_aloud_and_nobody_is_left_deaf() -> None:
    world, telling, hearers = World(0), Faulty(TOPICS[0], LOG), [Hearer(LOG), Hearer(LOG)]
    world.log.append(TOPICS[0])
    world.hub.hand_out(world.log.events)
    for hearer in hearers:
        world.hub.join("key", telling, Listener(None, hearer, 0), is_late=True)

    async with asyncio.timeout(10):
        assert [await hearer.event() for hearer in hearers] == [RESYNC, RESYNC]
        world.log.append(TOPICS[0])
        world.hub.hand_out(world.log.events)
        assert [await hearer.event() for hearer in hearers] == [2, 2]
