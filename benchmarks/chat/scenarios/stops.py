"""Stops: from the answer that a reply is stopped until the provider is let go."""

import asyncio
import random
import time

from benchmarks.chat.stage import Stage, alone
from benchmarks.live.figures import MILLI, percentile
from benchmarks.live.report import Row
from benchmarks.live.scene import Scene
from tests.support.load.people import Person
from tests.support.load.readers import Listener

STOPS = 50
MOST_MILLISECONDS = 300
# It is stopped at any moment of its first half second.
LATEST_SECONDS = 0.5
PATIENCE_SECONDS = 10.0


async def measure(scene: Scene) -> list[Row]:
    """Stop one reply after the other."""
    async with alone(scene) as stage:
        pairs = stage.conversations(scene.of(STOPS, 10))
        async with asyncio.timeout(PATIENCE_SECONDS * len(pairs)):
            found = [await stop(stage, number, *pair) for number, pair in enumerate(pairs)]
    return [
        Row("replies that were stopped", len(found)),
        Row("the provider is let go after: p50", percentile(found, 50) * MILLI, "ms"),
        Row("the provider is let go after: p99", percentile(found, 99) * MILLI, "ms", most=MOST_MILLISECONDS),
        Row("longest", max(found) * MILLI, "ms"),
    ]


async def stop(stage: Stage, number: int, person: Person, conversation: str) -> float:
    """Stop a reply that grows; return how many seconds after the answer its provider is let go."""
    listener, line = Listener(stage.server.address, conversation, person), f"!never_stops?rate=50&number={number}"
    await listener.open()
    reply = await person.say(conversation, line)
    await listener.begun.wait()
    await asyncio.sleep(random.uniform(0, LATEST_SECONDS))  # noqa: S311 - no secret
    await person.ask("StopReply", messageId=reply)
    answered = time.time()
    left = await stage.provider.left(line)
    listener.cut()
    # It may be let go before the answer is read.
    return max(0.0, left - answered)
