"""The embedded PostgreSQL: shared by processes, kept between starts, not hindered by what a killed one left."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from django.conf import settings

SCRIPT = """
import sys
from pathlib import Path
import psycopg
from server.postgres import embedded
found = embedded.connection(Path(sys.argv[1]), database="gateway", options={"fsync": "off"})
with psycopg.connect(host=found["HOST"], user=found["USER"], dbname="gateway", autocommit=True) as server:
    print(server.execute(sys.argv[2]).pgresult.get_value(0, 0).decode() if "SELECT" in sys.argv[2]
          else server.execute(sys.argv[2]).statusmessage, flush=True)
if sys.argv[3:] == ["stay"]:
    sys.stdin.read()
"""
COUNT = "SELECT count(*) FROM note"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder short enough for a socket's path."""
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as root:
        Path(root).chmod(0o755)
        yield Path(root) / "pg"


def command(folder: Path, sql: str, *more: str) -> list[str]:
    """Return the command that asks the server of a folder."""
    return [sys.executable, "-c", SCRIPT, str(folder), sql, *more]


def ask(folder: Path, sql: str) -> str:
    """Ask the server of a folder, from a process of its own."""
    return subprocess.run(
        command(folder, sql), cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()


def stay(folder: Path) -> subprocess.Popen[str]:
    """Start a process that uses the server until its input closes."""
    process = subprocess.Popen(
        command(folder, "SELECT 1", "stay"),
        cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    return process


def is_running(folder: Path) -> bool:
    """Whether the folder's server runs."""
    postmaster = folder / "postmaster.pid"
    return postmaster.exists() and psutil.pid_exists(int(postmaster.read_text().split()[0]))


def test_data_survives_restarts_and_the_last_one_out_stops_the_server(folder: Path) -> None:
    ask(folder, "CREATE TABLE note ()")
    assert not is_running(folder)

    ask(folder, "INSERT INTO note DEFAULT VALUES")

    assert ask(folder, COUNT) == "1"


def test_processes_share_one_server(folder: Path) -> None:
    ask(folder, "CREATE TABLE note ()")
    first, second = stay(folder), stay(folder)

    first.communicate()
    assert is_running(folder)
    second.communicate()

    assert not is_running(folder)


def test_processes_that_start_at_once_make_one_server(folder: Path) -> None:
    processes = [
        subprocess.Popen(command(folder, "SELECT 1"), cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]

    assert [process.communicate(timeout=60)[0] for process in processes] == ["1\n"] * 4


def test_a_killed_process_does_not_hinder_the_next(folder: Path) -> None:
    ask(folder, "CREATE TABLE note ()")
    killed = stay(folder)
    killed.kill()
    killed.communicate()

    assert ask(folder, COUNT) == "0"
    assert not is_running(folder)


def test_a_killed_server_does_not_hinder_the_next(folder: Path) -> None:
    ask(folder, "CREATE TABLE note ()")
    killed = stay(folder)
    os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    killed.kill()
    killed.communicate()

    assert ask(folder, COUNT) == "0"


def test_a_process_number_that_is_used_again_does_not_hinder(folder: Path) -> None:
    ask(folder, "CREATE TABLE note ()")
    stale = [str(os.getpid()), str(folder), "1700000000", "5432", str(folder), "", "0 0", "ready"]
    (folder / "postmaster.pid").write_text("\n".join(stale) + "\n")
    (folder / ".handle_pids.json").write_text("[1, 99")

    assert ask(folder, COUNT) == "0"


def test_a_folder_that_was_never_finished_is_made_anew(folder: Path) -> None:
    unfinished = folder.with_name("pg.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")

    assert ask(folder, "SELECT 1") == "1"


def test_a_path_too_long_for_a_socket_works_too(folder: Path) -> None:
    deep = folder.parent / ("long" * 25) / "pg"

    assert ask(deep, "SELECT 1") == "1"


def test_who_comes_while_the_server_recovers_waits_for_it(folder: Path) -> None:
    first = stay(folder)
    postmaster = folder / "postmaster.pid"
    ready = postmaster.read_text()
    # As its file says while it replays what a crash has left.
    postmaster.write_text(ready.replace("ready   ", "starting"))

    with subprocess.Popen(
        command(folder, "SELECT 1"), cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as second:
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=4)
        postmaster.write_text(ready)
        said, _ = second.communicate(timeout=60)

    first.communicate()
    assert said == "1\n"
