"""Lets several requests run at the same moment, each on a connection of its own."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


async def race(*runners: Callable[[], Any]) -> list[Any]:
    """Start all runners together and return what each returned or raised."""
    gun = threading.Barrier(len(runners))

    def run(runner: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gun.wait(timeout=10)
            return runner()
        finally:
            connection.close()

    return await asyncio.gather(*(asyncio.to_thread(run, runner) for runner in runners), return_exceptions=True)
