"""WebSocket byte by byte: frames that no library would send, and what comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from tests.support.live import PATIENCE_SECONDS, PROTOCOL

CONTINUATION, TEXT, BINARY, CLOSE, PING = 0x0, 0x1, 0x2, 0x8, 0x9
# The bits of a frame's first byte.
FINAL, COMPRESSED = 0x80, 0x40
MASKED, SHORT, LONG = 0x80, 126, 127


class Frame(NamedTuple):
    """A frame as it arrives."""

    opcode: int
    payload: bytes


def frame(payload: bytes, *, opcode: int = TEXT, bits: int = FINAL, is_masked: bool = True) -> bytes:
    """Return a frame; its mask is one that changes nothing."""
    mask, size = (MASKED, bytes(4)) if is_masked else (0, b""), len(payload)
    if size < SHORT:
        length = bytes([mask[0] | size])
    elif size < 2**16:
        length = bytes([mask[0] | SHORT]) + size.to_bytes(2, "big")
    else:
        length = bytes([mask[0] | LONG]) + size.to_bytes(8, "big")
    return bytes([bits | opcode]) + length + mask[1] + payload


class RawSocket:
    """A socket of which every byte is one's own."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer
        self.headers = ""

    @property
    def port(self) -> int:
        """Its port on this side."""
        port: int = self.writer.get_extra_info("sockname")[1]
        return port

    async def open(self, **headers: str) -> None:
        """Ask for a socket, and wait until it is there."""
        given = {
            "host": "127.0.0.1", "connection": "Upgrade", "upgrade": "websocket", "sec_websocket_version": "13",
            "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==", "sec_websocket_protocol": PROTOCOL,
        } | headers  # fmt: skip
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
        self.writer.write("\r\n".join(["GET /graphql HTTP/1.1", *lines, "", ""]).encode())
        self.headers = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        assert self.headers.startswith("http/1.1 101 "), self.headers

    async def frame(self) -> Frame:
        """Wait for the next frame."""
        first, size = await self._reader.readexactly(2)
        if size == SHORT:
            size = int.from_bytes(await self._reader.readexactly(2), "big")
        elif size == LONG:
            size = int.from_bytes(await self._reader.readexactly(8), "big")
        return Frame(first & 0x0F, await self._reader.readexactly(size))

    async def closed(self) -> int:
        """Wait until the gateway closes the socket, whatever comes before; return the code."""
        arrived = await self.frame()
        while arrived.opcode != CLOSE:
            arrived = await self.frame()
        return int.from_bytes(arrived.payload[:2], "big")


@asynccontextmanager
async def raw_socket(address: str, **headers: str) -> AsyncIterator[RawSocket]:
    """Open a socket of which every byte is one's own; it is cut at the end."""
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    socket = RawSocket(reader, writer)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await socket.open(**headers)
            yield socket
    finally:
        writer.transport.abort()
