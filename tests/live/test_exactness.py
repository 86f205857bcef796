"""Nothing lost, nothing doubled, nothing out of order: under racing writers, rollbacks and cuts."""

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from domains.kit import pool
from domains.kit.ids import new_key
from domains.kit.live import Position, announce, here
from domains.kit.models import LogEntry
from server.live import engine
from server.live.audience import LONGEST_QUEUE
from server.live.engine import Engine
from tests.support.hearing import CHECKPOINT, Hearer, hearing

WRITERS = 8
ACTS = 40


def write(topic: str, writer: int) -> list[str]:
    """Act many times, sometimes for nothing, and return what was committed, in its order."""
    chance, committed = random.Random(writer), []  # noqa: S311 - not for secrets
    try:
        for number in range(ACTS):
            names = [f"{writer}:{number}:{part}" for part in range(chance.randint(1, 3))]
            is_undone = chance.random() < 0.3
            with transaction.atomic():
                for name in names:
                    announce(topic, "act", id=name)
                transaction.set_rollback(is_undone)
            committed += [] if is_undone else names
    finally:
        connection.close()
    return committed


async def hear(live: Engine, topic: str, after: Position, wanted: int, *, cut: float) -> list[str]:
    """Listen until so much was heard; be cut at random, and go on after the last cursor."""
    chance, heard = random.Random(wanted), list[str]()  # noqa: S311
    while len(heard) < wanted:
        with hearing(live, topic, after) as hearer:
            while len(heard) < wanted:
                name = await hearer.event()
                after = hearer.place
                heard += [] if name == CHECKPOINT else [name]
                if chance.random() < cut:
                    break
    return heard


async def written(topic: str) -> list[str]:
    """Return what the log says, in its order."""
    rows = LogEntry.objects.filter(topic=topic).order_by("position").values_list("payload", flat=True)
    return [payload["id"] async for payload in rows]


async def test_eight_racing_writers_are_heard_exactly() -> None:
    topic, start = f"race:{new_key()}", await sync_to_async(here)()
    async with engine.running() as one, engine.running() as other:
        writers = [asyncio.to_thread(write, topic, number) for number in range(WRITERS)]
        committed = [name for names in await asyncio.gather(*writers) for name in names]

        async with asyncio.timeout(30):
            steady, cut = await asyncio.gather(
                hear(one, topic, start, len(committed), cut=0.0), hear(other, topic, start, len(committed), cut=0.1)
            )

    log = await written(topic)
    assert sorted(log) == sorted(committed)
    assert steady == cut == log
    for writer in range(WRITERS):
        own = [name for name in log if name.startswith(f"{writer}:")]
        assert own == [name for name in committed if name.startswith(f"{writer}:")]


async def test_listeners_that_hear_while_others_write_miss_nothing() -> None:
    topic, start = f"race:{new_key()}", await sync_to_async(here)()
    async with engine.running() as live, asyncio.timeout(30):
        early = asyncio.create_task(hear(live, topic, start, 200, cut=0.05))
        writers = [asyncio.to_thread(write, topic, number) for number in range(WRITERS)]
        committed = [name for names in await asyncio.gather(*writers) for name in names]
        late = await hear(live, topic, start, len(committed), cut=0.05)

        assert late == await written(topic)
        assert await early == late[:200]


async def test_a_slow_reader_harms_only_itself_and_hears_everything() -> None:
    topic, number = f"slow:{new_key()}", LONGEST_QUEUE * 3
    async with engine.running() as live, asyncio.timeout(30):
        with hearing(live, topic) as slow, hearing(live, topic) as quick:
            assert [await slow.event(), await quick.event()] == [CHECKPOINT] * 2
            slow.has_room = False

            for start in range(0, number, LONGEST_QUEUE):
                await many(topic, range(start, start + LONGEST_QUEUE))
                assert [name async for name in taken(quick, LONGEST_QUEUE)] == list(range(start, start + LONGEST_QUEUE))

            slow.take_more()
            assert [name async for name in taken(slow, number)] == list(range(number))


@sync_to_async
def many(topic: str, names: range) -> None:
    """Announce many events in one transaction."""
    with transaction.atomic():
        for name in names:
            announce(topic, "act", id=name)


async def taken(hearer: Hearer, number: int) -> AsyncIterator[object]:
    """Take so many events from a listener."""
    while number:
        name = await hearer.event()
        if name != CHECKPOINT:
            yield name
            number -= 1


async def test_an_announcement_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        await sync_to_async(announce)("topic", "kind")


async def test_the_engine_outlasts_a_database_that_ends_its_connections() -> None:
    topic = f"away:{new_key()}"
    async with engine.running() as live, asyncio.timeout(30):
        with hearing(live, topic) as hearer:
            assert await hearer.event() == CHECKPOINT
            await sync_to_async(end_live_connections)()

            await many(topic, range(2))

            assert [name async for name in taken(hearer, 2)] == [0, 1]


def end_live_connections() -> None:
    """End the connections on which this database's log is read and written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = %s",
            [pool.live.application],
        )
