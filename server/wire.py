"""How bytes arrive and leave: uvicorn's protocols, with what those need who stream over a connection for hours.

Applications find the connection in the scope's state as `wire`, and are told when the server is to stop: their sockets
are closed once what was begun is answered, and not before.
"""

import asyncio
import logging
import socket
from struct import Struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.protocol import State

# What waits for a client that reads nothing: so much in the kernel, and then so much here, before writing has to wait.
KERNEL_BYTES = 65_536
BUFFER_BYTES = 65_536
# A client that is gone without a word is missed by the kernel after about a minute.
DEAD_AFTER_MILLISECONDS = 90_000
PROBES = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": DEAD_AFTER_MILLISECONDS}
# What was sent to a client that is given up may still reach it for so long.
LAST_SECONDS = 5.0
# So many pieces of a message are kept apart.
MOST_PIECES = 1_000

# A frame of text that is whole, and how its length is written (RFC 6455, section 5.2).
TEXT, SHORT, LONG = 0x81, 126, 65_536
MEDIUM_HEAD, LONG_HEAD = Struct("!BBH"), Struct("!BBQ")

sockets = logging.getLogger("gateway.sockets")
sockets.setLevel(logging.WARNING)
# What clients send that is no text is their affair, and no reason to fill the log.
sockets.addFilter(lambda record: not str(record.msg).startswith("Invalid UTF-8"))


class Wire:
    """The connection below an application."""

    __slots__ = ("_protocol",)

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol

    def narrow(self) -> None:
        """Hold little for a client that reads slowly, and miss one that is gone."""
        transport = self._protocol.transport
        transport.set_write_buffer_limits(high=BUFFER_BYTES)
        below = transport.get_extra_info("socket")
        if below is not None and below.family in {socket.AF_INET, socket.AF_INET6}:
            below.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
            below.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for name, value in PROBES.items():
                # Not every system has all of them.
                if hasattr(socket, name):
                    below.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)

    def write(self, text: str) -> bool:
        """Send a text of a socket at once, if it takes it; tell whether it did."""
        written: bool = self._protocol.write_text(text)
        return written

    def forget_head(self) -> None:
        """Let go of what was only needed to open a socket: browsers send kilobytes of headers."""
        self._protocol.scope["headers"] = []
        self._protocol.request = self._protocol.response = None

    def give_up(self, code: int, reason: str) -> None:
        """Close a socket that takes nothing, with a code should it begin to read again soon."""
        self._protocol.give_up(code, reason)

    def abort(self) -> None:
        """Cut the connection."""
        self._protocol.transport.abort()


class Http(HttpToolsProtocol):
    """A connection that speaks HTTP, until it becomes a socket."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let applications find the connection."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "wire": Wire(self)}

    def shutdown(self) -> None:
        """Stop, and have streams end."""
        _leave(self.app_state)
        super().shutdown()


class Socket(WebSocketsSansIOProtocol):
    """A connection that speaks WebSocket."""

    def connection_made(self, transport: Any) -> None:
        """Let applications find the connection; that a socket was opened is no news."""
        super().connection_made(transport)
        self.logger = self.conn.logger = sockets
        self.app_state = {**self.app_state, "wire": Wire(self)}
        self._owed = b""

    def handle_ping(self) -> None:
        """Answer a ping as soon as the client takes the answer; who reads none is owed the last ones only."""
        self._owed = b"".join(self.conn.data_to_send()) or self._owed
        if self.writable.is_set():
            self._pay()

    def resume_writing(self) -> None:
        """Go on, first with what is owed."""
        super().resume_writing()
        self._pay()

    def handle_cont(self, event: Frame) -> None:
        """Take another piece of a message; however many they are, they take no more room than what they say."""
        if len(self.frames) >= MOST_PIECES:
            self.frames = [b"".join(self.frames)]
        super().handle_cont(event)

    def shutdown(self) -> None:
        """Stop, once the application has closed the socket."""
        if not (self.handshake_complete and not self.close_sent and _leave(self.app_state)):
            super().shutdown()

    def write_text(self, text: str) -> bool:
        """Write a frame as the library would, of whose many cases this is one; tell whether it could be written now."""
        if not self.writable.is_set() or self.close_sent or self.disconnected or self.conn.state is not State.OPEN:
            return False
        payload = text.encode()
        size = len(payload)
        if size < SHORT:
            head = bytes((TEXT, size))
        elif size < LONG:
            head = MEDIUM_HEAD.pack(TEXT, SHORT, size)
        else:
            head = LONG_HEAD.pack(TEXT, SHORT + 1, size)
        self.transport.write(head + payload)
        return True

    def give_up(self, code: int, reason: str) -> None:
        """Write a close frame behind what the client has not taken, and cut the connection soon."""
        if not self.close_sent and not self.transport.is_closing():
            self.conn.send_close(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.loop.call_later(LAST_SECONDS, self.transport.abort)

    def _pay(self) -> None:
        owed, self._owed = self._owed, b""
        if owed and not self.transport.is_closing():
            self.transport.write(owed)


def _leave(state: dict[str, Any]) -> bool:
    """Have sockets and streams end, if there is an application that knows how; tell whether there is."""
    live = state.get("live")
    if live is None:
        return False
    live.connections.leave()
    return True
