"""Work that a row says is still open: it outlasts a database that is away, and is found when no job works on it."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from django.db.models import Exists, OuterRef, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from procrastinate.contrib.django.models import ProcrastinateJob

from domains.kit.live import PASSING
from domains.kit.threads import on_database

T = TypeVar("T")

# What the database must know is told again so soon, as long as it is away.
TROUBLED_SECONDS = 1.0
OPEN = ("todo", "doing")


def has_job(task: str, argument: str) -> Exists:
    """Return the condition that a job of this task, which names the row by an argument, waits or runs."""
    named = ProcrastinateJob.objects.annotate(named=KeyTextTransform(argument, "args"))
    return Exists(named.filter(task_name=task, status__in=OPEN, named=Cast(OuterRef("pk"), TextField())))


async def surely(work: Callable[[], T], who: str, logger: logging.Logger) -> T:
    """Do what would stay open without, however long the database is away.

    Args:
        work: what is done there, in a transaction of its own.
        who: who waits for it, for the log.
        logger: whose log that is.
    """
    while True:
        try:
            return await on_database(work)()
        except PASSING as error:
            logger.warning("%s waits for the database (%s)", who, type(error).__name__)
            await asyncio.sleep(TROUBLED_SECONDS)
