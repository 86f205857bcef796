"""Background jobs: enqueued in the writer's transaction, run by the worker of the server process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from domains.users import models, services
from domains.users.jobs import remove_expired_sign_ins
from server import worker as workers
from server.worker import worker
from tests.support import world
from tests.support.faults import looked_up

DEADLINE_SECONDS = 20
ENDED = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND application_name <> 'tests'
"""


@asynccontextmanager
async def living() -> AsyncIterator[None]:
    """Let a server live for as long as the block runs, with its worker."""
    settings.RUN_WORKER = True
    try:
        async with worker():
            yield
    finally:
        settings.RUN_WORKER = False


@sync_to_async
def enqueue(*, then_fail: bool = False) -> None:
    """Enqueue the job in a transaction, which may fail after all."""
    with transaction.atomic():
        remove_expired_sign_ins.configure().defer(timestamp=0)
        if then_fail:
            raise RuntimeError


@sync_to_async
def connect() -> None:
    """Let the thread that enqueues what is due hold a connection."""
    connection.ensure_connection()


async def test_a_job_runs_and_what_it_does_is_seen() -> None:
    student = await world.person("student")
    await sync_to_async(services.create_token)(user_id=student.user.pk, name="old", lifetime=timedelta(seconds=-1))
    await sync_to_async(services.create_token)(user_id=student.user.pk, name="new")

    await enqueue()
    async with asyncio.timeout(DEADLINE_SECONDS), living():
        while await ProcrastinateJob.objects.acount():  # noqa: ASYNC110 - only the database knows
            await asyncio.sleep(0.02)

    assert [token.name async for token in models.ApiToken.objects.all()] == ["new"]


async def test_a_job_of_a_failed_transaction_never_was() -> None:
    with pytest.raises(RuntimeError):
        await enqueue(then_fail=True)

    assert await ProcrastinateJob.objects.acount() == 0


async def test_what_is_due_is_enqueued_though_the_database_has_ended_all_connections() -> None:
    await connect()
    assert await looked_up(ENDED) > 0

    async with asyncio.timeout(DEADLINE_SECONDS), living():
        while not await looked_up("SELECT count(*) FROM procrastinate_periodic_defers"):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)


def test_a_worker_that_stops_is_through_before_it_is_taken_for_dead() -> None:
    # From its last sign of life on, which may be as old as one follows another.
    assert workers.HEARTBEAT_SECONDS + workers.GRACE_SECONDS < workers.DEAD_SECONDS
