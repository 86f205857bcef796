"""A gateway's data as its first start leaves them, made once in a run of tests: later tests begin with a copy."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import fasteners

from tests.support.processes import data_folder, gateway

# The folder that all workers of a run share; whoever starts them makes it (see `tests/conftest.py`).
SHARED = "GATEWAY_TESTS_SHARED"


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Give a folder for a gateway's data in which one has been started before, and has left the demo data."""
    with data_folder() as folder:
        # The embedded server's files belong to an account of its own, and stay its own.
        subprocess.run(["cp", "-a", _started_once(), folder / "d"], check=True)  # noqa: S607 - wherever it is
        yield folder


@cache
def _started_once() -> Path:
    """Return the data that are copied; the first worker that needs them starts a gateway on nothing, others wait."""
    made = Path(os.environ[SHARED]) / "d"
    with fasteners.InterProcessLock(made.with_name("lock")):
        if not made.exists():
            with data_folder() as folder:
                with gateway(folder):
                    pass
                (folder / "d").rename(made)
    return made
