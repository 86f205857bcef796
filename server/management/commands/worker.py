"""`manage.py worker`: run background jobs in a process of its own, where `RUN_WORKER` is false for those that serve."""

import asyncio
import signal
from contextlib import suppress
from typing import Any

import uvloop
from django.core.management.base import BaseCommand

from domains.kit import pool
from server.memory import spare_what_stays
from server.worker import work


class Command(BaseCommand):
    """Runs background jobs until told to stop."""

    help = "Run background jobs, replies among them, until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Run until SIGTERM or SIGINT; what has begun may end. On the loop that the server has, too."""
        with suppress(asyncio.CancelledError):
            uvloop.run(self._run())

    async def _run(self) -> None:
        working = asyncio.create_task(work())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, working.cancel)
        spare_what_stays()
        self.stdout.write("The worker runs.")
        try:
            await working
        finally:
            await pool.close()
