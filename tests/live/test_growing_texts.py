"""Texts that grow: whoever reads along has all of them, however they came and whatever was lost on its way."""

import asyncio

import pytest

from server.live import audience, delivery, texts
from tests.support.growing import Grows, Reader, World
from tests.support.live import until


@pytest.mark.parametrize("seed", range(150))
async def test_whatever_comes_at_once_everybody_has_what_is_stored(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "TICK_SECONDS", 0.0)
    monkeypatch.setattr(texts, "QUIET_SECONDS", 0.0)
    for room in (audience, delivery):
        monkeypatch.setattr(room, "SLICE", 2)
    monkeypatch.setattr(audience, "LONGEST_QUEUE", 6)
    world = World(seed)
    monkeypatch.setattr(audience.logger, "exception", lambda *words: world.faults.append(words))

    async with asyncio.timeout(10):
        await world.run(200)

    assert world.faults == []


class Slow(Grows):
    """Takes longer to be read than it may be quiet."""

    async def texts(self) -> dict[str, str]:
        """Return what is stored, after it was found quiet once more."""
        self._world.look()
        await asyncio.sleep(0)
        return dict(self._world.open)


async def test_what_takes_long_to_be_read_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "QUIET_SECONDS", 0.0)
    world = World(0)
    world.slowness, world.lossiness = 0.0, 1.0
    world.begin()
    world.hand_out()
    reader = Reader(world, world.hub.position)
    world.hub.join("key", Slow(world), reader.listener)

    for _ in range(3):
        world.grow()
        world.look()
        await asyncio.wait_for(until(lambda: not world.is_behind(reader)), 5)
