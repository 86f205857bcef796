"""The processor: who runs on which core, and how much of it was used."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
SERVER_CORE, OTHER_CORE = (CORES[0], CORES[1]) if len(CORES) > 1 else (None, None)
# `clock_getcpuclockid` as Linux computes it: nanoseconds of all threads of a process, those that ended too.
CPUCLOCK_SCHED = 2


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """Let this process, and those that it starts meanwhile, run on one core; anywhere, where that cannot be said."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def pin_postgres(postmaster: int) -> None:
    """Let PostgreSQL run on the other core; the backends to come do as the postmaster does."""
    if OTHER_CORE is not None:
        for process in (psutil.Process(postmaster), *psutil.Process(postmaster).children()):
            process.cpu_affinity([OTHER_CORE])


def of_server(pid: int) -> float:
    """Return the seconds that a server and its children have used."""
    process = psutil.Process(pid)
    return sum(_used(each.pid) for each in (process, *process.children(recursive=True)))


def of_postgres(postmaster: int) -> float:
    """Return the seconds that all processes of PostgreSQL have used, those that ended too."""
    process = psutil.Process(postmaster)
    ended = process.cpu_times()
    running = sum(_used(child.pid) for child in process.children())
    return running + float(ended.children_user + ended.children_system)


def _used(pid: int) -> float:
    """Return the seconds that a process has used."""
    try:
        return time.clock_gettime((~pid << 3) | CPUCLOCK_SCHED)
    except OSError:
        return 0.0  # it ended a moment ago
