"""The systems as processes, on the server's core."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.operations import cpu
from benchmarks.operations.systems import NODE, PEERS, System
from benchmarks.operations.world import World

DEADLINE_SECONDS = 60


@dataclass(frozen=True)
class Running:
    """A system that was started."""

    system: System
    port: int
    pid: int


@contextmanager
def running(system: System, world: World) -> Iterator[Running]:
    """Run a system on the server's core until the block ends.

    Raises:
        RuntimeError: it does not start.
    """
    port = _free_port()
    told = {
        "PORT": str(port), "RUN_WORKER": "false", "LOG_LEVEL": "WARNING", "NODE_ENV": "production",
        "GRAPHILE_ENV": "production", "PGHOST": world.host, "PGUSER": "postgres", "PGDATABASE": world.database,
    }  # fmt: skip
    own = {name: each.format(host=world.host, database=world.database) for name, each in system.environment.items()}
    with cpu.on_core(cpu.SERVER_CORE):
        process = subprocess.Popen(  # noqa: S603 - our own commands
            [part.format(port=port) for part in system.command],
            env={**os.environ, **told, **own},
            stdout=subprocess.DEVNULL,
        )
    try:
        _wait_until_it_listens(system, port, process)
        yield Running(system, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def install_peers() -> None:
    """Install what the peers need, as their lock file has it."""
    if not NODE.exists():
        subprocess.run(["npm", "ci"], cwd=PEERS, check=True)  # noqa: S607


def _wait_until_it_listens(system: System, port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{system.name} did not start")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
