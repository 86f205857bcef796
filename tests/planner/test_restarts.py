"""The database goes and comes back under load: the gateway recovers by itself, with nothing stale left."""

import asyncio
import json
import signal
import subprocess
import time
from pathlib import Path

import httpx
import psutil
import pytest
from django.conf import settings

from tests.support.client import Client, HttpClient
from tests.support.faults import looked_up
from tests.support.live import token_of
from tests.support.prepared import demo_folder
from tests.support.processes import gateway

READ = {"query": "{ explore(first: 3) { totalCount edges { node { title owner { username } } } } }"}
SEVERAL = {"query": "{ liveCursor explore(first: 3) { totalCount } tools(first: 1) { totalCount } }"}
TERMINATED = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'gateway reads'
"""
PATIENCE_SECONDS = 20.0
AWAY_SECONDS = 2.0


@pytest.mark.parametrize("query", [READ, SEVERAL])
async def test_ended_connections_are_not_noticed(browser: HttpClient, as_student: Client, query: object) -> None:
    token = await token_of(as_student)

    async def ask() -> int:
        response = await browser.post(query, token=token)
        assert "errors" not in response.json(), response.text
        return response.status_code

    await asyncio.gather(*(ask() for _ in range(settings.DATABASE_POOL_SIZE * 2)))
    for _ in range(5):
        asking = [asyncio.create_task(ask()) for _ in range(20)]
        assert await looked_up(TERMINATED) > 0
        await asyncio.gather(*asking)


async def test_a_restart_under_load_is_over_when_the_database_is_back() -> None:
    with demo_folder() as data, gateway(data) as address:
        async with httpx.AsyncClient(base_url=f"http://{address}", timeout=PATIENCE_SECONDS) as http:
            before = (await http.post("/graphql", json=READ)).json()
            ended = asyncio.Event()
            loads = [asyncio.create_task(load(http, ended)) for _ in range(8)]
            await asyncio.sleep(0.5)

            server = await asyncio.to_thread(restart, data / "d" / "postgres")

            async with asyncio.timeout(PATIENCE_SECONDS):
                while (await http.get("/readyz")).status_code != httpx.codes.OK:  # noqa: ASYNC110 - nobody is told
                    await asyncio.sleep(0.05)
                while (await http.post("/graphql", json=READ)).json() != before:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            ended.set()
            answers = [answer for each in loads for answer in await each]
            after = [(await http.post("/graphql", json=READ)).json() for _ in range(20)]
    server.send_signal(signal.SIGINT)
    server.wait(PATIENCE_SECONDS)

    # Whoever could not be answered was told so, soon, and nothing else.
    assert {answer.status_code for answer, _ in answers} <= {200, 503}
    assert {code for answer, _ in answers for code in codes(answer)} <= {"UNAVAILABLE"}
    assert max(took for _, took in answers) < 4
    assert after == [before] * 20


def restart(folder: Path) -> "subprocess.Popen[bytes]":
    """Stop the server of a folder and start it again after a while, as it was started; return its process."""
    server = psutil.Process(int((folder / "postmaster.pid").read_text().split("\n", 1)[0]))
    command, user, group = server.cmdline(), server.uids().real, server.gids().real
    server.send_signal(signal.SIGINT)
    server.wait(PATIENCE_SECONDS)
    time.sleep(AWAY_SECONDS)
    return subprocess.Popen(
        command, user=user, group=group, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


async def load(http: httpx.AsyncClient, ended: asyncio.Event) -> list[tuple[httpx.Response, float]]:
    """Ask until it is over, and return the answers and how long each took."""
    answers = []
    while not ended.is_set():
        began = time.monotonic()
        answer = await http.post("/graphql", json=READ)
        answers.append((answer, time.monotonic() - began))
    return answers


def codes(answer: httpx.Response) -> list[str]:
    """Return the codes of an answer's errors."""
    return [error["extensions"]["code"] for error in json.loads(answer.content).get("errors", ())]
