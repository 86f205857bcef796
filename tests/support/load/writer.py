"""`python -m tests.support.load.writer`: read a plan, write at its pace, and say what was written.

It wakes the gateways as one of them would: with a sequencer of its own, and through the layer.
"""

import asyncio
import json
import os
import random
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django

django.setup()

from django.db import connection, transaction

from domains.kit.ids import new_key
from domains.kit.live import PASSING, announce
from server.live.log import LiveLog
from server.live.sequencer import Sequencer
from server.live.wakeups import Wakeups
from tests.support.load.writing import Plan, Written

RETRY_SECONDS = 0.2


class Undone(Exception):  # noqa: N818 - it is meant
    """Nothing of a transaction is to remain."""


def write(plan: Plan) -> Written:
    """Write all of it, and go on whatever happens to the database."""
    written, chance = Written(str(new_key())), random.Random(plan.number)  # noqa: S311 - not for secrets
    began = time.monotonic()
    for first in range(0, plan.number, plan.at_once):
        numbers = list(range(first, min(first + plan.at_once, plan.number)))
        time.sleep(max(0.0, began + first / plan.rate - time.monotonic()))
        is_undone = chance.randrange(100) < plan.undone
        try:
            announce_all(plan, written.writer, numbers, is_undone=is_undone)
            written.committed.extend(numbers)
        except Undone:
            written.undone.extend(numbers)
        except PASSING:
            written.unknown.extend(numbers)
            connection.close()
            time.sleep(RETRY_SECONDS)
    connection.close()
    return written


@transaction.atomic
def announce_all(plan: Plan, writer: str, numbers: list[int], *, is_undone: bool) -> None:
    """Announce some events in one transaction, with what tells later when it was committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        [transaction_id] = cursor.fetchone()
    for number in numbers:
        topic, kind, key = plan.events[number % len(plan.events)]
        announce(topic, kind, id=key, number=number, writer=writer, xid=transaction_id)
    if is_undone:
        raise Undone


async def main(plan: Plan) -> None:
    """Write, and wake everybody who listens."""
    log = LiveLog()
    wakeups = Wakeups(lambda _: None, lambda _: None)
    sequencer = Sequencer(log, lambda moved: wakeups.tell(moved.events[-1].position))
    tasks = [asyncio.create_task(each.run()) for each in (wakeups, sequencer)]
    await log.bounds()
    tell({})
    written = await asyncio.to_thread(write, plan)
    # The last of it is moved too, by whoever comes first.
    while await waits(log):  # noqa: ASYNC110 - the database tells nobody
        await asyncio.sleep(RETRY_SECONDS)
    for task in tasks:
        task.cancel()
    tell(vars(written))


async def waits(log: LiveLog) -> bool:
    """Tell whether something has no position yet."""
    try:
        return await log.is_waiting()
    except PASSING:
        return True


def tell(what: object) -> None:
    """Say something to whoever started this."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Plan(**json.load(sys.stdin))))
