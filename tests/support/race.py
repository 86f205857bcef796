"""Lets several requests run at the same moment, each on a connection of its own."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import OperationalError, connection

TRIES = 15


async def race(*runners: Callable[[], Any]) -> list[Any]:
    """Start all runners together and return what each returned or raised."""
    gun = threading.Barrier(len(runners))

    def run(runner: Callable[[], Any]) -> Any:
        try:
            _connect()
            gun.wait(timeout=30)
            return runner()
        finally:
            connection.close()

    return await asyncio.gather(*(asyncio.to_thread(run, runner) for runner in runners), return_exceptions=True)


def _connect() -> None:
    """Take a connection of Django's, however long it takes a busy machine to make so many at once."""
    for _ in range(TRIES):
        with suppress(OperationalError):
            connection.ensure_connection()
            return
    connection.ensure_connection()
