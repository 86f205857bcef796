"""The local provider's server: raw HTTP/1.1 over asyncio, because the bytes on the wire are what tests are about."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from ssl import SSLContext
from typing import Any
from urllib.parse import parse_qsl

from tests.support.provider import wire
from tests.support.provider.behaviours import BEHAVIOURS, Words, says

# A benchmark's provider does not grow.
REMEMBERED = 10_000


class Request:
    """A request that came, and the connection that it came by.

    Args:
        headers: its headers, with names in lower case.
        body: what it says.
        writer: where the answer goes.
    """

    def __init__(self, headers: dict[str, str], body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        self.headers = headers
        self.body = body
        # Set when the client has left before the answer was whole.
        self.left = asyncio.Event()
        self.left_at: float | None = None
        self._writer = writer

    @property
    def connection(self) -> int:
        """The client's port: the same for requests by one connection."""
        port: int = self._writer.get_extra_info("peername")[1]
        return port

    @property
    def asked(self) -> str:
        """The last thing that was said."""
        return str(self.body["messages"][-1]["content"])

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._writer.write(data)

    async def drained(self) -> None:
        """Wait until the client has taken most of what was sent."""
        await self._writer.drain()

    async def cut(self) -> None:
        """Cut the connection, after what was written has gone."""
        await self._writer.drain()
        await asyncio.sleep(0.01)
        self._writer.transport.abort()


class Provider:
    """A provider that is up.

    Args:
        behaviour: how it behaves to whom names nothing else.
    """

    def __init__(self, behaviour: str = "says") -> None:
        self.behaviour = behaviour
        # How it behaves to the next ones, one after the other, whatever they name.
        self.script: deque[str] = deque()
        self.requests: deque[Request] = deque(maxlen=REMEMBERED)
        self.port = 0
        self.scheme = "http"
        self._counts: Counter[str] = Counter()
        self._open: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{self.scheme}://127.0.0.1:{self.port}/v1"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, until it ends."""
        if task := asyncio.current_task():
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        # Whoever leaves in the middle is no trouble, and neither is the end of the test.
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._answer(reader, writer):
                pass
        writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether another may follow."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in head[1:])}
        body = json.loads(await reader.readexactly(int(headers.get("content-length", 0))) or b"{}")
        request = Request(headers, body, writer)
        self.requests.append(request)
        if head[0].startswith("GET /v1/left "):
            request.write(wire.answer(200, json.dumps(self._left()).encode()))
            return True
        if not head[0].startswith("POST /v1/chat/completions "):
            request.write(wire.error(404, "Nothing is here."))
            return True
        return await self._unless_left(request, reader)

    async def _unless_left(self, request: Request, reader: asyncio.StreamReader) -> bool:
        """Behave until that is done, or the client has left; return whether it is still there."""
        behaving = asyncio.create_task(self._behave(request))
        # It says nothing before it has its answer: what can be read is its end.
        leaving = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait((behaving, leaving), return_when=asyncio.FIRST_COMPLETED)
            if leaving.done():
                request.left_at = time.time()
                request.left.set()
            else:
                await behaving
            return not leaving.done()
        finally:
            behaving.cancel()
            leaving.cancel()
            await asyncio.gather(behaving, leaving, return_exceptions=True)

    def _left(self) -> dict[str, float]:
        """Return when answers were left by who had asked for them: for whoever is in another process."""
        return {each.asked: each.left_at for each in self.requests if each.left_at is not None}

    async def _behave(self, request: Request) -> None:
        line = self._chosen(request)
        name, _, query = line.partition("?")
        words: Words = dict(parse_qsl(query, keep_blank_values=True))
        self._counts[line] += 1
        spent = "times" in words and self._counts[line] > int(words["times"])
        await (says if spent else BEHAVIOURS[name])(request, {} if spent else words)

    def _chosen(self, request: Request) -> str:
        if self.script:
            return self.script.popleft()
        asked = request.asked.removeprefix("!") if request.asked.startswith("!") else ""
        wanted = (asked, str(request.body.get("model", "")), self.behaviour)
        return next(each for each in wanted if each.partition("?")[0] in BEHAVIOURS)

    async def close(self) -> None:
        """End every connection."""
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)


@asynccontextmanager
async def provider(
    behaviour: str = "says", port: int = 0, secured: SSLContext | None = None
) -> AsyncIterator[Provider]:
    """Run a provider until the block ends, over TLS if there is a certificate."""
    up = Provider(behaviour)
    server = await asyncio.start_server(up.serve, "127.0.0.1", port, backlog=1024, ssl=secured)
    up.scheme = "https" if secured else "http"
    up.port = server.sockets[0].getsockname()[1]
    try:
        yield up
    finally:
        server.close()
        await up.close()
        await server.wait_closed()
