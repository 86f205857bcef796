"""An audience under whatever comes at once: every listener hears what comes after its start, in order, once."""

import asyncio

import pytest

from server.live import audience
from tests.support.upheaval import World


@pytest.mark.parametrize("seed", range(100))
async def test_whatever_comes_at_once_everybody_hears_everything_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "TICK_SECONDS", 0.0)
    monkeypatch.setattr(audience, "BATCH", 7)
    monkeypatch.setattr(audience, "SLICE", 3)
    monkeypatch.setattr(audience, "LONGEST_QUEUE", 20)
    world = World(seed)
    monkeypatch.setattr(audience.logger, "exception", lambda *words: world.faults.append(words))

    async with asyncio.timeout(10):
        await world.run(120)

    assert world.faults == []
