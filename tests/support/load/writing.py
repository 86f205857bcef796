"""Writing in bulk: a process of its own announces events at a steady pace, as another machine of the fleet would."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.support.processes import OWN

MODULE = "tests.support.load.writer"


@dataclass(frozen=True)
class Plan:
    """What is to be written.

    Args:
        events: topic, kind and key of those that are announced in turn.
        rate: how many a second.
        number: how many.
        at_once: how many in a transaction.
        undone: of so many transactions of a hundred nothing remains.
    """

    events: Sequence[tuple[str, str, str]]
    rate: float
    number: int
    at_once: int = 4
    undone: int = 0

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.number / self.rate


@dataclass(frozen=True)
class Written:
    """What was written: numbers of events, as their payloads have them.

    Args:
        writer: who wrote them.
        committed: those that are there.
        undone: those that are not.
        unknown: those whose connection was lost before the answer came.
    """

    writer: str
    committed: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)


class Writer:
    """A writer that runs."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    @classmethod
    def start(cls, plan: Plan, data: Path, **environment: str) -> "Writer":
        """Start to write into the database of a data folder; it begins as soon as it is ready."""
        own = {name: value for name, value in os.environ.items() if name not in OWN}
        with (data / "writer.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", MODULE],
                cwd=settings.BASE_DIR,
                env=own | {"DATA_DIR": str(data), "LOG_LEVEL": "ERROR"} | environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asdict(plan)).encode())
        process.stdin.close()
        return cls(process)

    async def begun(self) -> None:
        """Wait until it begins."""
        await asyncio.to_thread(self._line)

    async def done(self) -> Written:
        """Wait until all is written, and return what was."""
        written = Written(**await asyncio.to_thread(self._line))
        await asyncio.to_thread(self._process.wait)
        return written

    def stop(self) -> None:
        """Write nothing any more, wherever it is."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _line(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())
