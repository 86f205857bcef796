"""Exactness: what subscribers heard, beside what the log says, and beside what was written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from tests.support.load.postgres import Postgres
from tests.support.load.subscribers import Subscriber
from tests.support.load.writing import Written


@dataclass
class Verdict:
    """What was wrong; nothing, where all are zero.

    Args:
        lost: events that somebody did not hear.
        doubled: events that somebody heard again.
        out_of_order: events that somebody heard after a later one.
        phantoms: events that somebody heard and the log does not have, or that nobody has committed.
        broken: answers without an event, and gaps that were told.
        unplaced: events that were committed and are not in the log, or are there more than once or out of order.
    """

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    phantoms: int = 0
    broken: int = 0
    unplaced: int = 0

    def add(self, other: "Verdict") -> None:
        """Take what was wrong elsewhere too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def positions(postgres: Postgres, topic: str, after: int = 0) -> list[int]:
    """Return what the log says of a topic."""
    statement = "SELECT position FROM live_log WHERE topic = %s AND position > %s ORDER BY position"
    return [row[0] for row in postgres.rows(statement, topic, after)]


def compared(told: Sequence[int], log: Sequence[int]) -> Verdict:
    """Return what is wrong with what somebody was told."""
    if list(told) == list(log):
        return Verdict()
    heard, there = set(told), set(log)
    return Verdict(
        lost=len(there - heard),
        doubled=len(told) - len(heard),
        out_of_order=sum(later < earlier for earlier, later in pairwise(told)),
        phantoms=len(heard - there),
    )


def judged(subscribers: Iterable[Subscriber], postgres: Postgres) -> Verdict:
    """Return what is wrong with what all of them were told since they began to listen."""
    verdict, logs = Verdict(), dict[str, list[int]]()
    for subscriber in subscribers:
        topic, start = subscriber.wanted.topic, subscriber.start
        if topic not in logs:
            logs[topic] = positions(postgres, topic)
        log = [position for position in logs[topic] if start is None or position > start]
        verdict.add(compared(subscriber.positions, log))
        verdict.broken += subscriber.broken + subscriber.resyncs
    return verdict


def placed(written: Written, postgres: Postgres) -> Verdict:
    """Return what is wrong with what the log has of one writer's events.

    What the writer saw committed is there once; what it saw undone is not; of what it lost sight of, who knows.
    """
    rows = postgres.rows(
        "SELECT topic, (payload->>'number')::int FROM live_log WHERE payload->>'writer' = %s ORDER BY position",
        written.writer,
    )
    numbers = [number for _, number in rows]
    committed, unknown = set(written.committed), set(written.unknown)
    by_topic: dict[str, list[int]] = {}
    for topic, number in rows:
        by_topic.setdefault(topic, []).append(number)
    missing = len(committed - set(numbers))
    doubled = len(numbers) - len(set(numbers))
    disordered = sum(later < earlier for those in by_topic.values() for earlier, later in pairwise(those))
    return Verdict(phantoms=len(set(numbers) - committed - unknown), unplaced=missing + doubled + disordered)
