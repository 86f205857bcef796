"""Two gateway processes over Redis: each hears what happens in the other, with Redis there or away."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.live import Subscriber, subscribed
from tests.support.prepared import demo_folder
from tests.support.processes import Redis, free_port, gateway

# Without a wake-up the log is looked at every second.
WITHOUT_REDIS_SECONDS = 8.0


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for everything that the processes keep."""
    with demo_folder() as folder:
        yield folder


@pytest.fixture
def redis(folder: Path) -> Iterator[Redis]:
    """A Redis that can be taken away."""
    server = Redis(folder)
    server.start()
    yield server
    server.stop()


def create(address: str, title: str) -> None:
    """Let the student make a project through one of the gateways."""
    with httpx.Client(base_url=f"http://{address}") as client:
        login = 'mutation { login(input: {identifier: "student", password: "gateway-demo"}) { token } }'
        token = client.post("/graphql", json={"query": login}).json()["data"]["login"]["token"]
        client.cookies.clear()
        mutation = f'mutation {{ createProject(input: {{title: "{title}"}}) {{ errors {{ code }} }} }}'
        made = client.post("/graphql", json={"query": mutation}, headers={"authorization": f"Bearer {token}"})
        assert made.json() == {"data": {"createProject": {"errors": []}}}


async def heard(ticker: Subscriber) -> str:
    """Wait for the next activity and return the title of what it is about."""
    async with asyncio.timeout(WITHOUT_REDIS_SECONDS):
        event = await ticker.event()
        while event["__typename"] != "ActivityAdded":
            event = await ticker.event()
    return str(event["activity"]["reference"]["title"])


async def test_each_hears_the_other_and_outlasts_redis(folder: Path, redis: Redis) -> None:
    with gateway(folder, REDIS_URL=redis.url) as one, gateway(folder, REDIS_URL=redis.url) as other:
        async with subscribed(one, "ActivityFeedLive") as here, subscribed(other, "ActivityFeedLive") as there:
            await asyncio.gather(here.event(), there.event())

            await asyncio.to_thread(create, other, "Over Redis")
            began = time.monotonic()
            assert [await heard(here), await heard(there)] == ["Over Redis"] * 2
            assert time.monotonic() - began < WITHOUT_REDIS_SECONDS

            redis.stop()
            await asyncio.to_thread(create, other, "Without Redis")
            assert [await heard(here), await heard(there)] == ["Without Redis"] * 2

            redis.start()
            await asyncio.to_thread(create, one, "With Redis again")
            assert [await heard(here), await heard(there)] == ["With Redis again"] * 2


async def test_a_gateway_starts_while_redis_is_away(folder: Path) -> None:
    with gateway(folder, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0") as address:
        async with subscribed(address, "ActivityFeedLive") as ticker:
            await ticker.event()

            await asyncio.to_thread(create, address, "Alone")

            assert await heard(ticker) == "Alone"
