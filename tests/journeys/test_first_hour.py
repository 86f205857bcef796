"""Somebody new starts the gateway with the command of the README and does what the README says."""

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
from typing import Any

import httpx
import pytest
from django.conf import settings

from tests.support.documents import document

DEADLINE_SECONDS = 60


@contextmanager
def served(data: Path, log: Path) -> Iterator[str]:
    """Run the gateway as `make run` does, on a free port, until the block ends; it must stop in order."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in {"GATEWAY_ENV", "DATABASE_URL"}}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server"],
            cwd=settings.BASE_DIR,
            env=environment | {"PORT": str(port), "DATA_DIR": str(data)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _ready(f"http://127.0.0.1:{port}", process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0, log.read_text()


def _ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Return the address once the gateway is ready."""
    until = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{address}/readyz").status_code == httpx.codes.OK:
                return address
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for the gateway's data, short enough for a socket's path."""
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as root:
        Path(root).chmod(0o755)
        yield Path(root)


def run(client: httpx.Client, name: str, **variables: Any) -> dict[str, Any]:
    """Run a named operation that must work."""
    response = client.post("/graphql", json={"query": document(name), "variables": variables})
    answer = response.json()
    assert response.status_code == httpx.codes.OK, answer
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def test_a_newcomer_explores_signs_in_creates_comments_and_reads_their_feed(folder: Path) -> None:
    with served(folder / "d", folder / "first.log") as address, httpx.Client(base_url=address) as visitor:
        explored = run(visitor, "Explore", first=5)["explore"]
        assert explored["totalCount"] >= 40
        assert len(explored["edges"]) == 5

        login = run(visitor, "Login", input={"identifier": "student", "password": "gateway-demo"})["login"]
        visitor.cookies.clear()
        visitor.headers["authorization"] = f"Bearer {login['token']}"

        made = run(visitor, "CreateProject", input={"title": "My first project", "type": "PROMPT"})["createProject"]
        assert made["errors"] == []
        assert made["project"]["webPath"] == "/student/my-first-project"

        said = run(visitor, "AddComment", input={"projectId": made["project"]["id"], "content": "Hello!"})
        assert said["addComment"]["comment"]["contentHtml"] == "<p>Hello!</p>\n"

        mine = run(visitor, "ActivityFeed", scope="MINE", first=2)["activityFeed"]
        assert [edge["node"]["activityType"] for edge in mine["edges"]] == ["COMMENTED", "PROJECT_CREATED"]

    with served(folder / "d", folder / "second.log") as address, httpx.Client(base_url=address) as visitor:
        kept = run(visitor, "Project", owner="student", slug="my-first-project")["project"]
        assert kept["comments"]["totalCount"] == 1
        assert run(visitor, "Explore")["explore"]["totalCount"] == explored["totalCount"] + 1
        assert visitor.get("/admin/login/").status_code == httpx.codes.OK
        assert visitor.get("/static/admin/css/base.css").status_code == httpx.codes.OK
