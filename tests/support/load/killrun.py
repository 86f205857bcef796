"""A run of kills: replies grow, their readers are cut off, and the worker that writes them is killed in the middle."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from domains.kit import ids
from tests.support.load.people import UNLIMITED, Person, begun, connect, people
from tests.support.load.postgres import Postgres
from tests.support.load.provided import provided
from tests.support.load.readers import Reader
from tests.support.processes import Redis, Worker, gateway
from tests.support.provider.behaviours import mixed_text

ENVIRONMENT: dict[str, Any] = {"RUN_WORKER": "false", "LOG_LEVEL": "ERROR", **UNLIMITED}
# All of them would be over so soon, if nothing happened; the worker is killed before that.
LONGEST_SECONDS, LATEST_KILL_SECONDS = 4.0, 3.0
# Whoever was cut comes back so soon.
LONGEST_AWAY_SECONDS = 1.5
# Who is still told nothing of an end is left hanging.
PATIENCE_SECONDS = 40.0
# Who was back so long before the end has heard all of it piece by piece.
SURE_SECONDS = 1.0
STORED = """
SELECT content, status, coalesce(failure, ''), coalesce(extract(epoch FROM completed_at)::float8, 0)
FROM conversations_message WHERE id = %s
"""


@dataclass
class Outcome:
    """What runs came to, one for each reply.

    Args:
        runs: how many there were.
        before: of these had ended before the kill.
        retried: were begun anew after it, and are whole.
        interrupted: were failed after it, with what there was of them.
        hanging: did not end, or nobody said so.
        differing: were read otherwise than they are stored, or are stored otherwise than they were said.
        lost: readers from whom something was taken back that they had, or who were told a piece behind a gap.
        uncut: readers that were not cut off.
        slowest: the longest from the kill until a reply has failed, or a reader hears that it begins anew, in seconds.
        slowest_end: the longest until a reply has ended, those that were begun anew too.
    """

    runs: int = 0
    before: int = 0
    retried: int = 0
    interrupted: int = 0
    hanging: int = 0
    differing: int = 0
    lost: int = 0
    uncut: int = 0
    slowest: float = 0.0
    slowest_end: float = 0.0

    def add(self, other: "Outcome") -> None:
        """Take what others came to."""
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            setattr(self, each.name, max(mine, theirs) if each.type is float else mine + theirs)


class Run:
    """One reply, and its reader.

    Args:
        reader: who reads it.
        person: who asks for it.
        conversation: where.
        dice: draws what is said, how fast, and where the reader is cut off.
    """

    def __init__(self, reader: Reader, person: Person, conversation: str, dice: random.Random) -> None:
        self.reader = reader
        self.reply = ""
        self.seen = ""
        self.back_at = 0.0
        self._person, self._conversation = person, conversation
        self._rate, self._seed = dice.randint(20, 60), dice.getrandbits(32)
        tokens = dice.randint(self._rate // 2, int(self._rate * LONGEST_SECONDS))
        self.said = mixed_text(tokens, self._seed)
        self._cut_at = len("".join(self.said[: dice.randint(1, max(1, tokens * 4 // 5))]))
        self._away = dice.uniform(0, LONGEST_AWAY_SECONDS)
        self.asked, self._is_cut = asyncio.Event(), asyncio.Event()
        reader.heard = self._look

    async def go_through(self, killed: asyncio.Event) -> None:
        """Ask, be cut off, come back, and read to the end; who was not cut before the kill is cut after it."""
        line = f"!mixes?seed={self._seed}&tokens={len(self.said)}&rate={self._rate}"
        self.reply = await self._person.say(self._conversation, line)
        self.asked.set()
        waits = [asyncio.create_task(each.wait()) for each in (self._is_cut, killed)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        self._cut()
        await asyncio.sleep(self._away)
        await self.reader.open(after=self.reader.cursor)
        self.back_at = time.time()
        await self.reader.ended.wait()

    def _look(self) -> None:
        if len(self.reader.text) >= self._cut_at:
            self._cut()

    def _cut(self) -> None:
        if not self._is_cut.is_set():
            self._is_cut.set()
            self.seen = self.reader.text
            self.reader.cut()
            self.reader.heard = lambda: None

    def judged(self, postgres: Postgres, killed_at: float) -> Outcome:
        """Return what came of it."""
        reader, whole = self.reader, "".join(self.said)
        [[content, status, failure, ended_at]] = postgres.rows(STORED, ids.decode(self.reply)[1])
        told = reader.message["content"] if reader.message else None
        by_pieces = content if self.back_at and self.back_at + SURE_SECONDS < ended_at else reader.text
        is_same = told == content and reader.text == by_pieces and content.startswith(reader.text)
        is_said = content == whole if status == "complete" else whole.startswith(content)
        is_after = ended_at > killed_at
        return Outcome(
            runs=1,
            before=not is_after,
            retried=is_after and status == "complete",
            interrupted=is_after and (status, failure) == ("failed", "interrupted"),
            hanging=reader.message is None or status not in {"complete", "failed"},
            differing=not (is_same and is_said),
            lost=bool(reader.gaps or reader.losses or not content.startswith(self.seen)),
            uncut=not self._is_cut.is_set() or not self.back_at,
            slowest=max(0.0, (reader.begun_at if status == "complete" else ended_at) - killed_at),
            slowest_end=max(0.0, ended_at - killed_at),
        )


async def run(folder: Path, redis: Redis, *, kills: int, replies: int, seed: int = 0) -> Outcome:
    """Let so many replies grow at once, kill their worker, wait for every end; and again, so many times."""
    outcome, dice = Outcome(), random.Random(seed)  # noqa: S311 - the same again for the same seed
    environment = ENVIRONMENT | {"REDIS_URL": redis.url}
    with provided() as provider, gateway(folder, **environment) as address:
        postgres, worker = Postgres(folder / "d" / "postgres"), Worker(folder, **environment)
        tool = connect(postgres, provider.url)
        worker.start()
        try:
            async with people(address) as persons:
                for _ in range(kills):
                    pairs = begun(postgres, persons, tool, replies)
                    runs = [Run(Reader(address, place, person), person, place, dice) for person, place in pairs]
                    killed_at = await killed(runs, worker, dice.uniform(0, LATEST_KILL_SECONDS))
                    for each in runs:
                        outcome.add(each.judged(postgres, killed_at))
        finally:
            worker.kill()
    return outcome


async def killed(runs: Sequence[Run], worker: Worker, after: float) -> float:
    """Let replies grow, kill their worker so long after the first was asked for, wait for all ends; return when it was.

    The worker is started again at once, as whoever looks after it would.
    """
    kill = asyncio.Event()
    for each in runs:
        await each.reader.open()
    following = [asyncio.create_task(each.go_through(kill)) for each in runs]
    try:
        await asyncio.wait([asyncio.create_task(each.asked.wait()) for each in runs], return_when="FIRST_COMPLETED")
        await asyncio.sleep(after)
        killed_at = time.time()
        worker.kill()
        worker.start()
        kill.set()
        await asyncio.wait(following, timeout=PATIENCE_SECONDS)
    finally:
        for task in following:
            task.cancel()
        done = await asyncio.gather(*following, return_exceptions=True)
        for each in runs:
            each.reader.cut()
    if errors := [each for each in done if isinstance(each, Exception)]:
        raise errors[0]
    return killed_at
