"""Clients that are slow, that hang up, that send what nobody should: on connections of their own, byte by byte."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test.utils import override_settings

from domains.projects.models import Project
from server.asgi import application
from tests.support import live, world
from tests.support.faults import locked

TYPENAME = b'{"query": "{ __typename }"}'
PATIENCE_SECONDS = 10.0


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Open a connection."""
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield reader, writer
    finally:
        writer.close()


def head(**headers: object) -> bytes:
    """Return the head of a POST."""
    given = {"host": "127.0.0.1", "content-type": "application/json"} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return "\r\n".join(["POST /graphql HTTP/1.1", *lines, "", ""]).encode()


async def status(reader: asyncio.StreamReader) -> int:
    """Read a whole answer, and return its status."""
    first = await reader.readline()
    length = 0
    while (line := await reader.readline()).strip():
        name, value = line.decode().split(":", 1)
        length = int(value) if name.lower() == "content-length" else length
    json.loads(await reader.readexactly(length))
    return int(first.split()[1])


@pytest.fixture
def _impatient() -> Iterator[None]:
    """Let bodies arrive soon."""
    with override_settings(BODY_TIMEOUT_SECONDS=0.3):
        yield


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("beginning", [b"", TYPENAME[:9]])
async def test_a_body_that_stalls_is_not_waited_for(gateway: str, beginning: bytes) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=len(TYPENAME)) + beginning)

        assert await status(reader) == 408
        assert await reader.read() == b""  # closed


@pytest.mark.usefixtures("_impatient")
async def test_a_body_that_drips_is_not_waited_for_either(gateway: str) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        for byte in TYPENAME:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.05)

    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=len(TYPENAME)))
        dripping = asyncio.create_task(drip(writer))

        assert await status(reader) == 408
        dripping.cancel()


async def test_a_body_in_pieces_is_put_together(gateway: str) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(transfer_encoding="chunked"))
        for piece in (TYPENAME[:5], TYPENAME[5:]):
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)
        writer.write(b"0\r\n\r\n")

        assert await status(reader) == 200


async def test_a_body_of_unknown_length_is_counted_while_it_comes(gateway: str) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(transfer_encoding="chunked"))
        piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        for _ in range(17):
            writer.write(piece)

        assert await status(reader) == 413


async def test_a_body_that_is_announced_as_too_large_is_not_read(gateway: str) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=1_048_577))

        assert await status(reader) == 413
        assert await reader.read() == b""


async def test_a_body_of_the_largest_size_is_read(gateway: str) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=1_048_576) + TYPENAME.ljust(1_048_576))

        assert await status(reader) == 200


async def test_a_connection_is_used_again_after_a_refusal(gateway: str) -> None:
    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=4) + b"null")
        refused = await status(reader)
        writer.write(head(content_length=len(TYPENAME)) + TYPENAME)

        assert (refused, await status(reader)) == (400, 200)


async def test_who_hangs_up_during_the_body_harms_nobody(gateway: str, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(gateway) as (_, writer):
        writer.write(head(content_length=len(TYPENAME)) + TYPENAME[:9])
        await writer.drain()

    async with connected(gateway) as (reader, writer):
        writer.write(head(content_length=len(TYPENAME)) + TYPENAME)
        assert await status(reader) == 200
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def scope(body: bytes, token: str | None = None) -> dict[str, Any]:
    """Return a POST as ASGI has it."""
    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")]
    headers += [(b"authorization", f"Bearer {token}".encode())] if token else []
    return {
        "type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "scheme": "http",
        "headers": [*headers, (b"content-length", str(len(body)).encode())], "client": ("127.0.0.1", 1),
    }  # fmt: skip


async def test_nothing_more_is_read_for_who_has_hung_up() -> None:
    body = b'{"query": "{ explore(first: 1) { edges { node { id } } } }"}'
    answers: list[Any] = []
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": body}, {"type": "http.disconnect"}]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        answers.append(message)

    async with locked("projects_project"), asyncio.timeout(5):
        await application(scope(body), receive, send)

    assert answers == []


async def test_the_server_itself_may_end_an_operation() -> None:
    body = b'{"query": "{ explore(first: 1) { edges { node { id } } } }"}'
    waiting: list[dict[str, Any]] = [{"type": "http.request", "body": body}]

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Any) -> None:
        raise AssertionError(message)

    async with locked("projects_project"):
        task = asyncio.create_task(application(scope(body), receive, send))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_what_has_begun_to_write_is_brought_to_its_end(gateway: str) -> None:
    token = await live.token_of(await world.person("student"))
    body = b'{"query": "mutation { createProject(input: {title: \\"Mine\\"}) { project { id } } }"}'

    async with locked("projects_project"):
        async with connected(gateway) as (_, writer):
            writer.write(head(content_length=len(body), authorization=f"Bearer {token}") + body)
            await writer.drain()
            await asyncio.sleep(0.3)
        await asyncio.sleep(0.1)

    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await sync_to_async(Project.objects.exists)():  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.02)
