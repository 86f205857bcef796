"""The load: connections that ask again as soon as they are answered, over plain sockets to cost little themselves."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

END = b"\r\n\r\n"


class Unanswered(Exception):  # noqa: N818 - it is an answer
    """A server answered something else than what was expected of it."""


@dataclass
class Slice:
    """What a while of load came to."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)


class Connection(asyncio.Protocol):
    """A kept-alive HTTP/1.1 connection with one request at a time."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._answered: asyncio.Future[bytes] | None = None
        # Where the body begins, and its length; -1 while the headers are not there, -2 for one in chunks.
        self._begin, self._length = 0, -1
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, port: int) -> "Connection":
        """Return a connection to this port."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    async def ask(self, request: bytes) -> bytes:
        """Send the bytes of a request and return the body of the answer.

        Raises:
            Unanswered: the status is another one than 200, or the connection was lost.
        """
        self._answered = asyncio.get_running_loop().create_future()
        self._received.clear()
        self._length = -1
        if self._transport is None:
            raise Unanswered("the connection is not open")
        self._transport.write(request)
        return await self._answered

    def close(self) -> None:
        """End it."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Collect until the answer is whole."""
        self._received += data
        if self._length == -1 and not self._read_headers():
            return
        if self._length >= 0:
            is_whole = len(self._received) >= self._begin + self._length
        else:
            is_whole = self._received.endswith(b"0\r\n\r\n")
        if is_whole and self._answered is not None and not self._answered.done():
            self._answered.set_result(self._body())

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits."""
        self._transport = None
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(Unanswered(f"the connection was lost: {error}"))

    def _read_headers(self) -> bool:
        """Read how long the body is; return whether the headers are there."""
        end = self._received.find(END)
        if end < 0:
            return False
        head = bytes(self._received[:end]).lower()
        if not head.startswith(b"http/1.1 200") and self._answered is not None:
            self._answered.set_exception(Unanswered(bytes(self._received[:2_000]).decode(errors="replace")))
        at = head.find(b"content-length:")
        self._length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else -2
        self._begin = end + len(END)
        return True

    def _body(self) -> bytes:
        """Return the body of the whole answer, its chunks put together."""
        body = bytes(self._received[self._begin :])
        if self._length >= 0:
            return body
        parts: list[bytes] = []
        while True:
            size, _, rest = body.partition(b"\r\n")
            if not (length := int(size, 16)):
                return b"".join(parts)
            parts.append(rest[:length])
            body = rest[length + 2 :]


async def press(connections: Sequence[Connection], requests: Sequence[Sequence[bytes]], seconds: float) -> Slice:
    """Let each connection repeat its requests, always to the last of them, for so long.

    Raises:
        Unanswered: an answer to the same request has another length than the one before: something went wrong.
    """
    result = Slice()
    began = time.perf_counter()
    lanes = [
        _repeat(connection, requests[number % len(requests)], began + seconds, result.times)
        for number, connection in enumerate(connections)
    ]
    await asyncio.gather(*lanes)
    result.seconds = time.perf_counter() - began
    return result


async def _repeat(connection: Connection, requests: Sequence[bytes], until: float, times: list[float]) -> None:
    lengths: dict[bytes, int] = {}
    while True:
        for request in requests:
            began = time.perf_counter()
            body = await connection.ask(request)
            times.append(time.perf_counter() - began)
            if lengths.setdefault(request, len(body)) != len(body):
                raise Unanswered(f"another answer than before: {body[-500:]!r}")
        if time.perf_counter() >= until:
            return
