"""Lets several requests run at the same moment, each on a thread and a connection of its own."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


async def race(*runners: Callable[[], Any]) -> list[Any]:
    """Start all runners together and return what each returned or raised."""
    gun = threading.Barrier(len(runners))

    def run(runner: Callable[[], Any]) -> Any:
        own = _own_connection()
        connections[DEFAULT_DB_ALIAS] = own
        try:
            own.ensure_connection()
            gun.wait(timeout=60)
            return runner()
        finally:
            own.close()
            del connections[DEFAULT_DB_ALIAS]

    loop = asyncio.get_running_loop()
    # Threads of their own: those of the event loop may be few, and busy with something else.
    with ThreadPoolExecutor(len(runners)) as threads:
        running = [loop.run_in_executor(threads, run, runner) for runner in runners]
        return await asyncio.gather(*running, return_exceptions=True)


def _own_connection() -> Any:
    """Return a connection that is none of the pool's: of those the rest of a test run may hold some."""
    own = connections[DEFAULT_DB_ALIAS].copy()
    own.settings_dict["OPTIONS"].pop("pool", None)
    return own
