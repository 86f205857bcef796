"""What a chat takes: a gateway with a worker in it or beside it, a provider, people, and what all of them use."""

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from benchmarks.chat.lap import Cpu
from benchmarks.live.scene import Scene
from benchmarks.live.servers import Server, served
from benchmarks.operations import cpu
from tests.support.load.people import UNLIMITED, Person, begun, connect, people
from tests.support.load.provided import Provided, provided
from tests.support.processes import Worker


@dataclass(frozen=True)
class Stage:
    """A chat that is up.

    Args:
        scene: where it takes place.
        server: the gateway.
        provider: who answers.
        persons: who ask.
        tool: whom they ask.
        worker: who writes the replies, where the gateway does not.
    """

    scene: Scene
    server: Server
    provider: Provided
    persons: Sequence[Person]
    tool: str
    worker: Worker | None = None

    def conversations(self, number: int) -> list[tuple[Person, str]]:
        """Let so many begin, and return them."""
        return begun(self.scene.postgres, self.persons, self.tool, number)

    def used(self) -> Cpu:
        """Return the seconds of processor that each process has used."""
        found = {"gateway": self.server.cpu()}
        if self.worker is not None:
            found["worker"] = cpu.of_server(self.worker.pid)
        return found | {
            "PostgreSQL": cpu.of_postgres(self.scene.postgres.pid),
            "provider": cpu.of_server(self.provider.pid),
            "client": time.process_time(),
        }


@asynccontextmanager
async def alone(scene: Scene, **environment: str) -> AsyncIterator[Stage]:
    """Give a gateway that writes the replies itself, as it is started without any settings."""
    own = UNLIMITED | {"RUN_WORKER": "true"} | environment
    with provided() as provider, served(scene, core=None, **own) as server:
        async with people(server.address) as persons:
            yield Stage(scene, server, provider, persons, connect(scene.postgres, provider.url))


@asynccontextmanager
async def beside(scene: Scene, **environment: str) -> AsyncIterator[Stage]:
    """Give a gateway and a worker, with Redis between them."""
    with provided() as provider, scene.redis() as redis:
        own = UNLIMITED | {"REDIS_URL": redis.url} | environment
        with served(scene, core=None, **own) as server, working(scene, **own) as worker:
            async with people(server.address) as persons:
                tool = connect(scene.postgres, provider.url)
                yield Stage(scene, server, provider, persons, tool, worker)


@contextmanager
def working(scene: Scene, **environment: str) -> Iterator[Worker]:
    """Run a worker until the block ends."""
    worker = Worker(scene.folder, LOG_LEVEL="WARNING", **environment)
    worker.start()
    try:
        yield worker
    finally:
        worker.kill()
