"""The same without a gateway: a client that reads the provider's own streams."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from typing import cast

from benchmarks.chat.lap import PATIENCE_SECONDS, Cpu, Lap, lap_of, line, watched
from benchmarks.chat.stamps import Arrival, read

PIECE = re.compile(rb'"content":"([^"]{5})"')
DONE = b"data: [DONE]"


class Stream(asyncio.Protocol):
    """One answer as its bytes arrive.

    Args:
        asked: what the provider is told.
    """

    def __init__(self, asked: str) -> None:
        self.received: list[tuple[float, bytes]] = []
        self.begun, self.ended = asyncio.Event(), asyncio.Event()
        body = json.dumps({"model": "local", "stream": True, "messages": [{"role": "user", "content": asked}]})
        self._request = f"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Keep what came, and when."""
        self.received.append((time.time(), data))
        self.begun.set()
        if DONE in data:
            self.ended.set()

    def cut(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.abort()

    def arrivals(self) -> list[Arrival]:
        """Return the pieces that came; the provider writes none in two parts."""
        found, offset = [], 0
        for at, data in self.received:
            if text := b"".join(PIECE.findall(data)).decode():
                found.append(Arrival(at, offset, text))
                offset += len(text)
        return found


async def direct(port: int, number: int, seconds: float, used: Callable[[], Cpu]) -> Lap:
    """Read so many answers at once from the provider itself."""
    loop, streams = asyncio.get_running_loop(), [Stream(line(seconds)) for _ in range(number)]
    for stream in streams:
        await loop.create_connection(lambda stream=stream: stream, "127.0.0.1", port)  # type: ignore[misc]
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            for each in streams:
                await each.begun.wait()
        between, cpu = await watched(seconds, used)
        async with asyncio.timeout(PATIENCE_SECONDS):
            for each in streams:
                await each.ended.wait()
    finally:
        for each in streams:
            each.cut()
    told = [each.arrivals() for each in streams]
    return lap_of(told, [read(pieces) for pieces in told], between, cpu)
