"""An audience under whatever comes at once: every listener hears what comes after its start, in order, once."""

import asyncio

import pytest

from server.live import audience, delivery, engine, patience
from server.live.listener import Listener
from tests.support.hearing import CHECKPOINT, RESYNC, Hearer, Names
from tests.support.live import until
from tests.support.upheaval import LOG, TOPICS, World


@pytest.mark.parametrize("seed", range(100))
async def test_whatever_comes_at_once_everybody_hears_everything_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "TICK_SECONDS", 0.0)
    monkeypatch.setattr(audience, "BATCH", 7)
    monkeypatch.setattr(delivery, "SLICE", 3)
    monkeypatch.setattr(audience, "LONGEST_QUEUE", 6)
    world = World(seed)
    monkeypatch.setattr(audience.logger, "exception", lambda *words: world.faults.append(words))

    async with asyncio.timeout(10):
        await world.run(120)

    assert world.faults == []


class Faulty(Names):
    """Fails once when it is to say where somebody stands; at first, if nothing else is said."""

    before = 0

    def checkpoint(self, number: int) -> str:
        """Say where the listener stands."""
        self.before -= 1
        if self.before == -1:
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


async def test_a_fault_of_ours_does_not_end_checkpoints_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHECKPOINT_SECONDS", 0.01)
    monkeypatch.setattr(patience, "TICK_SECONDS", 0.01)
    telling, hearer = Faulty("quiet", LOG), Hearer(LOG)
    telling.before = 1
    async with engine.running() as live, asyncio.timeout(10):
        live.hub.join("key", telling, Listener(None, hearer, live.hub.position))
        assert await hearer.event() == CHECKPOINT

        live.hub.position += 1
        await until(lambda: telling.before == -1)
        live.hub.position += 1

        assert await hearer.event() == CHECKPOINT
