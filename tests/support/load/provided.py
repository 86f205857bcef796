"""A provider of replies as a process of its own, whose clock nothing else holds up."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from django.conf import settings


@dataclass(frozen=True)
class Provided:
    """A provider that is up.

    Args:
        url: where it is.
        pid: its process.
    """

    url: str
    pid: int

    @property
    def port(self) -> int:
        """The port of its address."""
        return httpx.URL(self.url).port or 80

    async def left(self, asked: str) -> float:
        """Wait until an answer is left by who had asked for it; return when that was."""
        async with httpx.AsyncClient() as http:
            while True:
                left: dict[str, float] = (await http.get(f"{self.url}/left")).json()
                if asked in left:
                    return left[asked]
                await asyncio.sleep(0.02)


@contextmanager
def provided() -> Iterator[Provided]:
    """Run a provider until the block ends; who asks says how it behaves."""
    command = [sys.executable, "-m", "tests.support.provider", "0"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Provided(process.stdout.readline().strip(), process.pid)
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
