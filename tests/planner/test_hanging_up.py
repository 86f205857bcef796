"""Clients that hang up in the middle of a slow read: PostgreSQL goes on with nothing, and no connection is lost."""

import asyncio
import json
import random

import pytest

from domains.kit import pool
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.faults import locked, looked_up, until_reads_wait

ONE = "{ explore(first: 1) { totalCount edges { node { title } } } }"
SEVERAL = "{ liveCursor explore(first: 1) { totalCount edges { node { title } } } tools(first: 1) { totalCount } }"
OPEN = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND application_name = 'gateway reads' AND state <> 'idle'
"""


async def asks(address: str, query: str) -> asyncio.StreamWriter:
    """Ask over a connection of one's own, and do not wait for the answer."""
    host, port = address.split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n"
    writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()
    return writer


@pytest.mark.parametrize("query", [ONE, SEVERAL])
async def test_the_statement_of_who_has_hung_up_is_cancelled(gateway: str, browser: HttpClient, query: str) -> None:
    async with locked("projects_project"):
        client = await asks(gateway, query)
        await until_reads_wait(1)

        client.close()

        await until_reads_wait(0)
    assert await looked_up(OPEN) == 0
    assert "errors" not in (await browser.post({"query": query})).json()


async def test_who_hangs_up_at_any_moment_loses_no_connection(gateway: str, as_student: Client) -> None:
    await world.project(as_student)
    chance = random.Random(5)  # noqa: S311 - nothing secret
    for _ in range(12):
        async with locked("projects_project"):
            clients = [await asks(gateway, chance.choice([ONE, SEVERAL])) for _ in range(12)]
            await asyncio.sleep(chance.random() / 20)
            for client in clients[:10]:
                client.close()
            await asyncio.sleep(chance.random() / 20)
        for client in clients[10:]:
            client.close()

    async with asyncio.timeout(10):
        while (pool.reads.stats())["requests_waiting"] or await looked_up(OPEN):  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.02)
    stats = pool.reads.stats()
    assert stats["pool_available"] == stats["pool_size"]
