"""A lap: many replies at once, a listener to each; when each token was written, and when it arrived."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.chat.stamps import Arrival, arrivals, content, delays, read
from benchmarks.live.figures import MILLI, percentile
from tests.support.load.people import Person
from tests.support.load.readers import Listener
from tests.support.load.subscribers import open_all

# All have begun so soon, and have ended so soon after what is measured.
SPARE_SECONDS = 8.0
PATIENCE_SECONDS = 60.0
# How fast each provider speaks, in tokens a second.
RATE = 50
# Processor seconds by process.
Cpu = Mapping[str, float]


@dataclass(frozen=True)
class Lap:
    """What a lap came to, while all replies grew.

    Args:
        delays: how many seconds each token was on its way.
        rates: how many pieces a second each listener was told.
        broken: how many were told otherwise than it is stored.
        late: how many were told the last words with the end of the reply only.
        cpu: how much of a core each process used.
    """

    delays: Sequence[float]
    rates: Sequence[float]
    broken: int
    late: int
    cpu: Cpu

    def at(self, percent: int) -> float:
        """Return the milliseconds that so many of a hundred tokens do not exceed."""
        return percentile(self.delays, percent) * MILLI


def line(seconds: float) -> str:
    """Return what tells the provider to speak for so long."""
    return f"!stamps?rate={RATE}&tokens={int((seconds + SPARE_SECONDS) * RATE)}"


async def spoken(address: str, pairs: Sequence[tuple[Person, str]], seconds: float, used: Callable[[], Cpu]) -> Lap:
    """Let people get a reply in their conversations at once, and look at so many seconds in which all of them grow."""
    listeners = [Listener(address, conversation, person) for person, conversation in pairs]
    await open_all(listeners)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.gather(*(person.say(conversation, line(seconds)) for person, conversation in pairs))
            for each in listeners:
                await each.begun.wait()
        between, cpu = await watched(seconds, used)
        async with asyncio.timeout(PATIENCE_SECONDS):
            for each in listeners:
                await each.ended.wait()
    finally:
        for each in listeners:
            each.cut()
    return lap_of(
        [arrivals(each.frames) for each in listeners], [content(each.last) for each in listeners], between, cpu
    )


async def watched(seconds: float, used: Callable[[], Cpu]) -> tuple[tuple[float, float], Cpu]:
    """Wait so long; return from when until when that was, and how much of a core was used meanwhile."""
    before, began = used(), time.time()
    await asyncio.sleep(seconds)
    ended, after = time.time(), used()
    return (began, ended), {name: (after[name] - before[name]) / (ended - began) for name in after}


def lap_of(told: Sequence[Sequence[Arrival]], stored: Sequence[str], between: tuple[float, float], cpu: Cpu) -> Lap:
    """Return what a lap came to."""
    first, last = between
    read_and_stored = [(read(pieces), whole) for pieces, whole in zip(told, stored, strict=True)]
    return Lap(
        [delay for pieces in told for delay in delays(pieces, between)],
        [sum(first <= each.at <= last for each in pieces) / (last - first) for pieces in told],
        sum(not whole.startswith(text) for text, whole in read_and_stored),
        sum(text != whole for text, whole in read_and_stored),
        cpu,
    )
