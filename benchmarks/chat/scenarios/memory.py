"""Memory: hundreds of replies, a reader to each; nothing of it may remain."""

import asyncio

from benchmarks.chat.stage import Stage, alone
from benchmarks.live.figures import KIB
from benchmarks.live.report import Row
from benchmarks.live.scenarios.cycles import GONE
from benchmarks.live.scene import Scene
from benchmarks.live.servers import settled
from tests.support.load.people import Person
from tests.support.load.readers import Listener

WARM_UP, REPLIES = 200, 500
AT_ONCE = 25
LINE = "!says?tokens=100&rate=100"
MOST_MIB = 20
REST_SECONDS, PATIENCE_SECONDS = 4.0, 60.0


async def measure(scene: Scene) -> list[Row]:
    """Let replies be written, and look at what remains."""
    async with alone(scene) as stage:
        await replies(stage, scene.of(WARM_UP, 50))
        await settled(REST_SECONDS)
        before, files = stage.server.memory(), stage.server.process.num_fds()
        number = scene.of(REPLIES, 100)
        await replies(stage, number)
        await settled(REST_SECONDS)
        live = stage.server.live()
        grown, more = stage.server.memory() - before, stage.server.process.num_fds() - files
    return [
        Row("replies", number),
        Row("memory drift", grown / KIB / KIB, "MiB", most=MOST_MIB),
        Row(
            "connections, subscribers, audiences, topics, queues that remain", sum(live[each] for each in GONE), most=0
        ),
        Row("files that remain open", max(0, more), most=0),
    ]


async def replies(stage: Stage, number: int) -> None:
    """Let so many replies be written and read, some at once."""
    waiting = iter(stage.conversations(number))

    async def some() -> None:
        for person, conversation in waiting:
            await reply(stage, person, conversation)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some())


async def reply(stage: Stage, person: Person, conversation: str) -> None:
    """Let one reply be written and read."""
    listener = Listener(stage.server.address, conversation, person)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await listener.open()
        await person.say(conversation, LINE)
        await listener.ended.wait()
    listener.cut()
