"""The embedded PostgreSQL of a data folder, as whoever operates it reaches it: beside the gateway, from outside."""

import subprocess
from pathlib import Path
from typing import Any

import psutil
import psycopg

DEADLINE_SECONDS = 60
# The line of `postmaster.pid` that says where it listens.
SOCKET_LINE = 4


class Postgres:
    """An embedded server.

    Args:
        folder: its data.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"

    @property
    def pid(self) -> int:
        """The server's first process."""
        return int(self._said()[0])

    def connect(self) -> psycopg.Connection[Any]:
        """Return a connection to the gateway's database, in autocommit."""
        host = self._said()[SOCKET_LINE]
        return psycopg.connect(host=host, user="postgres", dbname="gateway", autocommit=True, application_name="load")

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        with self.connect() as server:
            return server.execute(statement, parameters).fetchall()

    def set(self, **settings: str) -> None:
        """Change settings, also of sessions that run."""
        with self.connect() as server:
            for name, value in settings.items():
                server.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            server.execute("SELECT pg_reload_conf()")

    def restart(self, mode: str) -> None:
        """Restart it: `fast` ends what runs in order, `immediate` is a crash."""
        self._control("restart", "-m", mode, "-l", str(self.log))

    def stop(self) -> None:
        """Stop it. Once it was restarted, whoever started it no longer knows it."""
        if (self.folder / "postmaster.pid").exists():
            self._control("stop", "-m", "fast")

    def _control(self, *command: str) -> None:
        server = psutil.Process(self.pid)
        subprocess.run(
            [Path(server.exe()).with_name("pg_ctl"), *command, "-w", "-D", str(self.folder)],
            user=None if server.username() == psutil.Process().username() else server.username(),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=DEADLINE_SECONDS,
            check=True,
        )

    def _said(self) -> list[str]:
        return (self.folder / "postmaster.pid").read_text().splitlines()
