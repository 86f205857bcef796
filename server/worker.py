"""The worker of background jobs: a task of the server process, or a process of its own (`manage.py worker`)."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import ConnectorException

from domains.kit import pool
from server.live.patience import forever

logger = logging.getLogger("gateway.worker")
RESTART_AFTER_SECONDS = 5.0
# How many jobs of each queue run at once: a reply waits for its provider most of the time.
QUEUES = {"default": 4, "generations": 20, "replies": 200}
# How long jobs that run may go on once the server is to stop: it says no longer that it lives then (see below).
GRACE_SECONDS = 4.0
# A worker says so often that it lives; one that does not for so long is taken for dead, and its jobs run elsewhere.
HEARTBEAT_SECONDS = 2.0
DEAD_SECONDS = 7.0
RESCUE_SECONDS = 2.0
# A job that is to run again is announced to nobody, unlike a new one: workers look so often.
LOOK_SECONDS = 1.0
# Who looks for them holds this lock.
RESCUE_LOCK = 7_411_004


@asynccontextmanager
async def worker() -> AsyncIterator[None]:
    """Run background jobs for as long as the block lasts, unless they are run elsewhere."""
    tasks = [asyncio.create_task(work())] if settings.RUN_WORKER else []
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def work() -> None:
    """Run background jobs until cancelled. A worker that ends is started again: jobs wait in the database."""
    while True:
        try:
            # The thread that enqueues what is due may hold a connection that the database has ended long ago.
            await sync_to_async(close_old_connections)()
            worker_app = _worker_app()
            async with worker_app.open_async():
                await _until_one_ends(*(_work(worker_app, queue) for queue in QUEUES), _rescue(worker_app))
            # Without its listener, or what enqueues for it, it ends by itself and without an error.
            logger.warning("the worker ended; it starts again in %s s", RESTART_AFTER_SECONDS)
        except Exception:
            logger.exception("the worker failed; it starts again in %s s", RESTART_AFTER_SECONDS)
        await asyncio.sleep(RESTART_AFTER_SECONDS)


async def _until_one_ends(*parts: Coroutine[Any, Any, None]) -> None:
    """Run parts that belong together: when one ends, or all are to, each is brought to its end."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _work(worker_app: DjangoApp, queue: str) -> None:
    await worker_app.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=QUEUES[queue],
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE_SECONDS,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=DEAD_SECONDS,
        fetch_job_polling_interval=LOOK_SECONDS,
        delete_jobs="successful",
    )


async def _rescue(worker_app: DjangoApp) -> None:
    """Let jobs run again whose worker is dead, until cancelled."""
    manager = worker_app.job_manager

    async def look() -> None:
        begun = time.monotonic()
        await asyncio.sleep(RESCUE_SECONDS)
        # Who was stopped for a while has said nothing meanwhile itself, and is not to be taken for dead by itself.
        if time.monotonic() - begun > RESCUE_SECONDS + HEARTBEAT_SECONDS:
            return
        async with _alone() as is_alone:
            with suppress(ConnectorException):
                for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_SECONDS) if is_alone else ():
                    logger.warning("the worker of %s is dead; it runs again", job.task_name)
                    # It may have ended meanwhile.
                    with suppress(ConnectorException):
                        await manager.retry_job(job)

    await forever(look, "the jobs of dead workers cannot be looked for")


@asynccontextmanager
async def _alone() -> AsyncIterator[bool]:
    """Tell whether nobody else looks meanwhile: two that saw the same job would let it run twice."""
    async with pool.live.connection() as server:
        taken = await (await server.execute("SELECT pg_try_advisory_lock(%s)", [RESCUE_LOCK])).fetchone()
        is_alone = bool(taken and taken[0])
        try:
            yield is_alone
        finally:
            if is_alone:
                await server.execute("SELECT pg_advisory_unlock(%s)", [RESCUE_LOCK])


def _worker_app() -> DjangoApp:
    """Return an app with the same jobs and connections of its own.

    Requests go on to enqueue through Django's connection, inside their transactions.
    """
    worker_app = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker_app.tasks = app.tasks
    worker_app.periodic_registry = app.periodic_registry
    return worker_app
