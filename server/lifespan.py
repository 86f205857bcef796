"""What lives as long as the server does: the live engine, and the worker of background jobs."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from asgiref.sync import sync_to_async
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, LifespanScope
from django.conf import settings
from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import DjangoApp

from domains.kit import pool
from server.live import engine

logger = logging.getLogger("gateway.worker")
RESTART_AFTER_SECONDS = 5.0
JOBS_AT_ONCE = 4
# So many objects more than were freed, and so many young collections before an older generation is looked at.
COLLECT_AFTER = (20_000, 20, 20)
# How long jobs that run may go on once the server is to stop.
GRACE_SECONDS = 10.0


async def lifespan(scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Start with the server and stop with it, as the ASGI protocol has it; connections find what lives in `state`."""
    await receive()
    async with engine.running() as listener, worker():
        scope["state"]["live"] = listener
        _spare_what_stays()
        await send({"type": "lifespan.startup.complete"})
        await receive()
    gc.unfreeze()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})


def _spare_what_stays() -> None:
    """Let the collector pass over all that a server has loaded: it is there for as long as the server is.

    What requests leave behind is freed when they end; cycles among it are few, and are looked for seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@asynccontextmanager
async def worker() -> AsyncIterator[None]:
    """Run background jobs for as long as the block lasts, unless they are run elsewhere."""
    task = asyncio.create_task(_work()) if settings.RUN_WORKER else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _work() -> None:
    """Run background jobs until cancelled. A worker that ends is started again: jobs wait in the database."""
    while True:
        try:
            # The thread that enqueues what is due may hold a connection that the database has ended long ago.
            await sync_to_async(close_old_connections)()
            worker_app = _worker_app()
            async with worker_app.open_async():
                await worker_app.run_worker_async(
                    concurrency=JOBS_AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    delete_jobs="successful",
                )
            # Without its listener, or what enqueues for it, it ends by itself and without an error.
            logger.warning("the worker ended; it starts again in %s s", RESTART_AFTER_SECONDS)
        except Exception:
            logger.exception("the worker failed; it starts again in %s s", RESTART_AFTER_SECONDS)
        await asyncio.sleep(RESTART_AFTER_SECONDS)


def _worker_app() -> DjangoApp:
    """Return an app with the same jobs and connections of its own.

    Requests go on to enqueue through Django's connection, inside their transactions.
    """
    worker_app = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker_app.tasks = app.tasks
    worker_app.periodic_registry = app.periodic_registry
    return worker_app
