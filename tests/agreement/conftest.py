"""One world for all stories about agreement: nobody writes here, so nothing is emptied in between."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async

from domains.kit.viewer import Viewer
from tests.support import database
from tests.support.agreement import pools, world


@pytest.fixture(autouse=True)
async def _empty() -> None:
    """Keep what is there: the world goes when all have asked."""


@pytest.fixture(scope="package")
async def viewers(_database: None) -> AsyncIterator[dict[str, Viewer]]:
    """Who asks, in a world with everything in it."""
    yield await sync_to_async(world.build)()
    await asyncio.to_thread(database.empty)


@pytest.fixture(scope="package")
async def offered(viewers: dict[str, Viewer]) -> pools.Pools:
    """What that world offers to be asked for."""
    return await pools.gathered(viewers)
