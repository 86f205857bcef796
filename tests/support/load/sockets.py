"""WebSockets that cost little: thousands of the library's own clients would be slower than what they measure.

They send text, hear text and notice when they are closed. What a server never does in our runs, they do not know.
"""

import asyncio
import time
from collections.abc import Callable
from typing import cast

SUBPROTOCOL = "graphql-transport-ws"
END = b"\r\n\r\n"
TEXT, CLOSE, PING = 1, 8, 9
PONG = 0x8A
# A length of up to so much stands in the second byte itself; else there stands of how many bytes it is.
SHORT = 125
LENGTHS = {126: 2, 127: 8}
# What a browser sends besides.
BROWSER = """\
User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
Accept: */*
Accept-Language: en-GB,en;q=0.5
Accept-Encoding: gzip, deflate, br, zstd
Sec-WebSocket-Extensions: permessage-deflate
Sec-Fetch-Dest: empty
Sec-Fetch-Mode: websocket
Sec-Fetch-Site: same-origin
Pragma: no-cache
Cache-Control: no-cache"""


class Unopened(Exception):  # noqa: N818 - it is an answer
    """The server does not open a socket, or not what was wanted over it."""


def frame_of(text: bytes) -> bytes:
    """Return a text as a client sends it. A mask of zeros is one too, and leaves the text as it is."""
    size = len(text)
    if size <= SHORT:
        head = bytes((0x81, 0x80 | size))
    else:
        mark = 126 if size < 1 << 16 else 127
        head = bytes((0x81, 0x80 | mark)) + size.to_bytes(LENGTHS[mark], "big")
    return head + b"\0\0\0\0" + text


def opening(address: str, path: str) -> bytes:
    """Return the request that opens a socket."""
    own = (
        f"GET {path} HTTP/1.1\nHost: {address}\nOrigin: http://{address}\nConnection: Upgrade\nUpgrade: websocket\n"
        f"Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
        f"Sec-WebSocket-Protocol: {SUBPROTOCOL}"
    )
    return f"{own}\n{BROWSER}\n\n".replace("\n", "\r\n").encode()


class Socket(asyncio.Protocol):
    """A WebSocket.

    Args:
        hear: is told each text, and when it arrived.
    """

    def __init__(self, hear: Callable[[bytes, float], None]) -> None:
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.code: int | None = None
        self._hear = hear
        self._rest = b""
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def open(cls, address: str, path: str, hear: Callable[[bytes, float], None]) -> "Socket":
        """Return an open socket.

        Raises:
            Unopened, OSError
        """
        host, _, port = address.rpartition(":")
        _, socket = await asyncio.get_running_loop().create_connection(lambda: cls(hear), host, int(port))
        socket.write(opening(address, path))
        try:
            await socket.opened
        except BaseException:
            socket.cut()
            raise
        return socket

    @property
    def transport(self) -> asyncio.Transport:
        """The connection below."""
        if self._transport is None:
            raise ConnectionError("the socket is closed")
        return self._transport

    def write(self, data: bytes) -> None:
        """Send bytes, if that is still possible."""
        if self._transport is not None:
            self._transport.write(data)

    def say(self, text: bytes) -> None:
        """Send a text."""
        self.write(frame_of(text))

    def cut(self) -> None:
        """End the connection without a word; what was on its way is not heard."""
        self._hear = _nothing
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits."""
        self._transport = None
        if not self.opened.done():
            self.opened.set_exception(Unopened(f"the connection was lost: {error}"))
            # Whoever wanted it may be gone.
            self.opened.exception()
        if not self.lost.done():
            self.lost.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Hear all frames that are whole."""
        now = time.time()
        if self._rest:
            data = self._rest + data
        at, end = 0, len(data)
        if not self._is_open and not (at := self._head(data)):
            self._rest = data
            return
        while end - at >= 2:
            size, begin = data[at + 1], at + 2
            if size > SHORT:
                begin += LENGTHS[size]
                size = int.from_bytes(data[at + 2 : begin], "big")
            if begin + size > end:
                break
            self._take(data[at] & 15, data[begin : begin + size], now)
            at = begin + size
        self._rest = data[at:]

    def _head(self, data: bytes) -> int:
        """Return where the answer to the opening ends: nowhere yet, as long as it is not whole."""
        end = data.find(END)
        if end < 0:
            return 0
        self._is_open = True
        if not self.opened.done():
            if data.startswith(b"HTTP/1.1 101 "):
                self.opened.set_result(None)
            else:
                self.opened.set_exception(Unopened(data[:end].decode(errors="replace")))
        return end + len(END)

    def _take(self, opcode: int, payload: bytes, now: float) -> None:
        if opcode == TEXT:
            self._hear(payload, now)
        elif opcode == CLOSE:
            self.code = int.from_bytes(payload[:2], "big")
            self.cut()
        elif opcode == PING:
            self.write(bytes((PONG, 0x80 | len(payload))) + b"\0\0\0\0" + payload)


def _nothing(payload: bytes, now: float) -> None:
    """Hear nothing any more."""
