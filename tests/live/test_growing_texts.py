"""Texts that grow: whoever reads along has all of them, however they came and whatever was lost on its way."""

import asyncio

import pytest

from server.live import audience, delivery, texts
from tests.support.growing import World


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
