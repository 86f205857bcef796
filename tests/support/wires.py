"""The way between a client and a served gateway, which can be cut."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

PATIENCE_SECONDS = 10.0
CHUNK = 65_536


class Wire:
    """A way to a gateway: whoever comes to its address is connected through, as long as it is whole."""

    def __init__(self, target: str, loop: asyncio.AbstractEventLoop) -> None:
        self._host, _, self._port = target.partition(":")
        self._loop = loop
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._loses_answers = False
        self._own_port = 0

    @property
    def address(self) -> str:
        """Where this way begins."""
        return f"127.0.0.1:{self._own_port}"

    def mend(self) -> None:
        """Let everything through (again)."""
        self._run(self._mend())

    def cut(self) -> None:
        """Let nothing through, and end what is connected without a word."""
        self._run(self._cut())

    def lose_answers(self) -> None:
        """Let through what is asked, and nothing of what is answered."""
        self._loses_answers = True

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_SECONDS)

    async def _mend(self) -> None:
        self._loses_answers = False
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self._own_port)
        self._own_port = self._server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        if self._server is not None:
            self._server.close()
        for end in list(self._ends):
            end.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(self._host, int(self._port))
        ends = {writer, there_writer}
        self._ends |= ends
        asked = asyncio.create_task(self._pass_on(reader, there_writer))
        await self._pass_on(there_reader, writer, is_answer=True)
        await asked
        self._ends -= ends

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_answer: bool = False
    ) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                if not (is_answer and self._loses_answers):
                    writer.write(data)
                    await writer.drain()
        writer.close()


@contextmanager
def wire(target: str) -> Iterator[Wire]:
    """Give a way to a gateway, at whose address is what is at the gateway's own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    way = Wire(target, loop)
    way.mend()
    try:
        yield way
    finally:
        way.cut()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_SECONDS)
        loop.close()
