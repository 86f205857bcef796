"""The servers that are measured: gateways and the bare one, as processes, and what those use."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psutil

from benchmarks.live.scene import Scene
from benchmarks.operations import cpu
from tests.support.load.trouble import process_at
from tests.support.processes import free_port, gateway

ENVIRONMENT = {"RUN_WORKER": "false", "LOG_LEVEL": "WARNING"}
DEADLINE_SECONDS = 20
LIVE = "gateway_live_"


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Args:
        address: where it listens.
        process: its first process.
    """

    address: str
    process: psutil.Process

    @property
    def port(self) -> int:
        """The port of the address."""
        return int(self.address.rpartition(":")[2])

    def memory(self) -> int:
        """Return the bytes that it has in memory."""
        return int(self.process.memory_info().rss)

    def cpu(self) -> float:
        """Return the seconds of processor that it has used."""
        return cpu.of_server(self.process.pid)

    def live(self) -> dict[str, float]:
        """Return what it says of its live engine."""
        lines = httpx.get(f"http://{self.address}/metrics").text.splitlines()
        found = (line.rsplit(" ", 1) for line in lines if line.startswith(LIVE))
        return {name.removeprefix(LIVE): float(value) for name, value in found}


@contextmanager
def served(scene: Scene, *, core: int | None = cpu.SERVER_CORE, **environment: str) -> Iterator[Server]:
    """Run a gateway until the block ends, on one core or on all."""
    with (
        _placed(core),
        gateway(scene.folder, **ENVIRONMENT | environment) as address,  # type: ignore[arg-type]
        _placed(cpu.OTHER_CORE),
    ):
        yield Server(address, process_at(address))


@contextmanager
def bare() -> Iterator[Server]:
    """Run the bare server until the block ends, on the gateway's core."""
    port = free_port()
    with _placed(cpu.SERVER_CORE):
        command = [sys.executable, "-m", "benchmarks.live.baseline", str(port)]
        process = subprocess.Popen(command)  # noqa: S603 - our own module
    try:
        until = time.monotonic() + DEADLINE_SECONDS
        while not _listens(process.pid, port) and time.monotonic() < until:
            time.sleep(0.02)
        yield Server(f"127.0.0.1:{port}", psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait()


async def settled(seconds: float = 1.0) -> None:
    """Let servers come to rest."""
    await asyncio.sleep(seconds)


def _listens(pid: int, port: int) -> bool:
    return any(each.laddr.port == port for each in psutil.Process(pid).net_connections("tcp"))


@contextmanager
def _placed(core: int | None) -> Iterator[None]:
    """Let what is started meanwhile run on a core, or on all of them."""
    if core is not None or not cpu.CORES:
        with cpu.on_core(core):
            yield
        return
    with cpu.on_core(cpu.CORES[0]):
        psutil.Process().cpu_affinity(cpu.CORES)
        yield
