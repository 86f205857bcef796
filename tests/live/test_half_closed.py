"""A socket that the server has closed, and that is not gone yet, takes nothing from those who hear the same."""

import json
import socket as sockets
from typing import Any

import pytest

from server.live import operations
from tests.support import world
from tests.support.client import Client
from tests.support.faults import locked, until_reads_wait
from tests.support.frames import RawSocket, frame, raw_socket
from tests.support.live import running, until
from tests.support.sockets import FEED, introduced

PIECE = 8_192
TOOLS = {"query": "{ tools(first: 1) { totalCount } }"}


def message(type: str, **rest: Any) -> bytes:
    return frame(json.dumps({"type": type} | rest).encode())


def transport_of(client: RawSocket) -> Any:
    """Return the gateway's end of a connection."""
    wires: list[Any] = [each._wire for each in running().connections.all]  # type: ignore[attr-defined]  # noqa: SLF001
    protocols = [wire._protocol for wire in wires]  # noqa: SLF001 - how much waits only the server knows
    [transport] = [each.transport for each in protocols if each.client[1] == client.port]
    return transport


async def test_who_reads_nothing_and_sends_no_text_takes_nothing_from_others(
    gateway: str, as_student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_RUNNING", 1)
    async with introduced(gateway) as other, raw_socket(gateway) as bad:
        await other.ask("feed", FEED)
        assert await other.event("feed") == "Checkpoint"
        bad.writer.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, PIECE)
        bad.writer.write(message("connection_init") + message("subscribe", id="feed", payload={"query": FEED}))
        await until(lambda: running().hub.size == 2)
        # Something waits for it, but not so much that nothing more would be written.
        transport = transport_of(bad)
        while not transport.get_write_buffer_size():
            bad.writer.write(message("ping", payload={"x": "x" * PIECE}))
            await bad.writer.drain()
            assert await other.is_silent()

        async with locked("catalog_tool"):
            for id in "ab":
                bad.writer.write(message("subscribe", id=id, payload=TOOLS))
            await until_reads_wait(1)
            # The gateway does not hear of the end of this socket before one of the two is answered.
            bad.writer.write(frame(b"\xff"))
            await until(transport.is_closing)

            for _ in range(2):
                await world.project(as_student)
                assert await other.event("feed") == "ActivityAdded"

        await until(lambda: running().hub.size == 1)
