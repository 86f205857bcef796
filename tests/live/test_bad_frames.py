"""What is no message, or no WebSocket at all: the socket is closed with a code that says why; nobody else notices."""

import json
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.support.client import Client
from tests.support.frames import BINARY, COMPRESSED, CONTINUATION, FINAL, PING, TEXT, frame, raw_socket
from tests.support.live import running, until
from tests.support.sockets import FEED, introduced, opened, unharmed

DEEP = 100_000
LARGEST = 1_048_576
QUERY = {"query": "{ __typename }"}


def message(type: object, **rest: object) -> str:
    return json.dumps({"type": type} | rest)


def subscribe(payload: object, id: object = "1") -> str:
    return message("subscribe", id=id, payload=payload)


NO_JSON = [
    "", " ", "not json", "{", '{"type": "ping"', "{'type': 'ping'}", '{"type": "ping"} {}', '{"type": "ping",}', "NaN",
    "\ufeff{}", "\0", '{"type": "ping", "payload": {"x": NaN}}', '{"type": "ping", "payload": {"x": 1e999}}',
    '{"type": "ping", "payload": {"x": -Infinity}}',
]  # fmt: skip
NO_OBJECT = ["null", "[]", "1", "1.5", '"x"', '"ping"', "true", '[{"type": "ping"}]']
NO_TYPE = [
    "{}", '{"id": "1"}', '{"payload": {}}', '{"Type": "ping"}',
    *(message(type) for type in ("start", "PING", "ping ", "", "next", "error", "connection_ack", "\ud800")),
    *(message(type) for type in (None, 1, True, ["ping"], {"ping": "ping"}, 1.5)),
]  # fmt: skip
NO_IDS: list[object] = [[], [1], ["1"], {}, 1, 0, 1.5, True, None, "", "\ud800", "x" * 1_000_000]
NO_OBJECTS: list[object] = [[], [QUERY], ["{}"], "", "{}", "token", 1, 0, 1.5, True, False]
NO_TEXTS: list[object] = [1, 0, 1.5, True, False, [], ["{ __typename }"], {}, QUERY]
NO_ID = [
    '{"type": "subscribe", "payload": {"query": "{ __typename }"}}', '{"type": "complete"}',
    *(subscribe(QUERY, id) for id in NO_IDS),
    *(message("complete", id=id) for id in NO_IDS),
    '{"id": [1], "type": "subscribe"}',
]  # fmt: skip
NO_OPERATION = [
    message("subscribe", id="1"),
    *(subscribe(payload) for payload in (None, {}, *NO_OBJECTS)),
    *(subscribe({"query": query}) for query in (None, *NO_TEXTS)),
    *(subscribe(QUERY | {"variables": variables}) for variables in NO_OBJECTS),
    *(subscribe(QUERY | {"operationName": name}) for name in NO_TEXTS),
    *(subscribe(QUERY | {"extensions": extensions}) for extensions in NO_OBJECTS),
]
NO_PAYLOAD = [message(type, payload=payload) for type in ("connection_init", "ping", "pong") for payload in NO_OBJECTS]
TOO_MUCH = [
    "[" * DEEP, '{"type": "ping", "payload": ' + '{"x": ' * DEEP, '{"type": ' + "[" * DEEP,
    '{"type": "ping", "payload": ' + '{"x": ' * DEEP + "1" + "}" * DEEP + "}",
    '{"type": "ping", "payload": {"x": ' + "[" * DEEP + "]" * DEEP + "}}",
    '{"type": "ping", "payload": {"x": ' + "[" * 1_000 + "]" * 1_000 + "}}",
    '{"type": "subscribe", "id": "1", "payload": {"query": ' + "[" * DEEP + "]" * DEEP + "}}",
    '{"type": "ping", "payload": {"x": ' + "9" * DEEP + "}}", "9" * DEEP, '{"type": ' + "9" * DEEP + "}",
    '{"type": "subscribe", "id": ' + "9" * DEEP + ', "payload": {"query": "{ __typename }"}}',
]  # fmt: skip
SEPARATELY = [NO_JSON, NO_OBJECT, NO_TYPE, NO_ID, NO_OPERATION, TOO_MUCH]


def shown(text: object) -> str:
    """Return what tells one text from the others, in a test's name."""
    return ascii(text)[1:-1][:60]


@pytest.mark.parametrize("text", [text for group in SEPARATELY for text in group], ids=shown)
async def test_what_is_no_message_closes_the_socket(gateway: str, as_student: Client, text: str) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer, introduced(gateway) as other:
        await peer.ask("feed", FEED)
        assert await peer.event("feed") == "Checkpoint"
        await other.ask("feed", FEED)
        assert await other.event("feed") == "Checkpoint"

        await peer.send(text)

        code, reason = await peer.closed()
        assert (code, reason.partition(":")[0]) == (4400, "Invalid message")
        assert await other.is_silent()


@pytest.mark.parametrize("text", NO_PAYLOAD, ids=shown)
async def test_a_payload_is_an_object(gateway: str, as_student: Client, text: str) -> None:
    async with unharmed(gateway, as_student), opened(gateway) as peer:
        await peer.send(text)

        assert await peer.closed() == (4400, "Invalid message: `payload` is an object.")


@pytest.mark.parametrize("text", [*NO_JSON, *NO_OBJECT, *NO_TYPE, *TOO_MUCH], ids=shown)
async def test_what_is_no_message_is_none_before_an_introduction_too(gateway: str, text: str) -> None:
    async with opened(gateway) as peer:
        await peer.send(text)

        assert (await peer.closed())[0] == 4400


@pytest.mark.parametrize("data", [b"", b"\0", b'{"type": "ping"}', b'{"type": "connection_init"}', b"x" * 100_000])
async def test_a_binary_frame_is_no_message(gateway: str, as_student: Client, data: bytes) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        await peer.socket.send(data)

        assert await peer.closed() == (4400, "Invalid message: A message is text.")


@pytest.mark.parametrize("data", [b"\xff", b'{"type": "ping\xc3"}', b'{"type": "\xed\xa0\x80"}', b"\xc0\x80"])
async def test_what_is_no_utf8_closes_the_socket(gateway: str, as_student: Client, data: bytes) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        await peer.socket.send(data, text=True)

        assert (await peer.closed())[0] == 1007


@pytest.mark.parametrize("size", [LARGEST + 1, 2 * LARGEST, 8 * LARGEST])
async def test_a_frame_that_is_too_large_closes_the_socket(gateway: str, as_student: Client, size: int) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        # Nobody reads the rest of it.
        with suppress(ConnectionClosed):
            await peer.send('{"type": "ping"}'.ljust(size))

        assert (await peer.closed())[0] == 1009


async def test_a_message_in_pieces_is_no_larger(gateway: str, as_student: Client) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        await peer.socket.send(["[" * (LARGEST // 4)] * 5)

        assert (await peer.closed())[0] == 1009


async def test_a_frame_of_the_largest_size_is_read(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.send('{"type": "ping"}'.ljust(LARGEST))

        assert await peer.hear() == {"type": "pong"}


@pytest.mark.parametrize("gaps", [0, 1, 5_000])
async def test_a_message_in_pieces_is_put_together(gateway: str, gaps: int) -> None:
    async with introduced(gateway) as peer:
        await peer.socket.send(['{"type"', *[" "] * gaps, ': "pi', *[""] * gaps, 'ng"}'])

        assert await peer.hear() == {"type": "pong"}


@pytest.mark.parametrize(
    "sent",
    [
        frame(b'{"type": "ping"}', bits=FINAL | COMPRESSED), frame(b"\xaaV*", bits=FINAL | COMPRESSED),
        frame(b"{}", bits=FINAL | 0x20), frame(b"{}", bits=FINAL | 0x10), frame(b"{}", opcode=0x3),
        frame(b"{}", opcode=0xB), frame(b"{}", is_masked=False), frame(b"{}", opcode=CONTINUATION),
        frame(b"{", bits=0) + frame(b"{}"), frame(b"x" * 126, opcode=PING), frame(b"x", opcode=PING, bits=0),
    ],
    ids=lambda sent: sent[:12].hex(),
)  # fmt: skip
async def test_what_is_no_websocket_closes_the_socket(gateway: str, as_student: Client, sent: bytes) -> None:
    async with unharmed(gateway, as_student), raw_socket(gateway) as socket:
        socket.writer.write(frame(message("connection_init").encode()) + sent)

        assert await socket.closed() == 1002


async def test_nothing_is_compressed_whatever_a_client_offers(gateway: str) -> None:
    offer = "permessage-deflate; client_max_window_bits, permessage-deflate, x-webkit-deflate-frame"
    async with raw_socket(gateway, sec_websocket_extensions=offer) as socket:
        assert "extensions" not in socket.headers
        assert "\r\nsec-websocket-protocol: graphql-transport-ws\r\n" in socket.headers
        socket.writer.write(frame(message("ping", payload={"x": "y" * 10_000}).encode()))

        opcode, payload = await socket.frame()
        assert (opcode, json.loads(payload)["payload"]) == (TEXT, {"x": "y" * 10_000})

    async with opened(gateway, compression="deflate") as peer:
        assert peer.socket.protocol.extensions == []


async def test_a_socket_that_is_cut_in_the_middle_of_a_frame_is_gone(gateway: str, as_student: Client) -> None:
    async with unharmed(gateway, as_student):
        async with raw_socket(gateway) as socket:
            socket.writer.write(frame(message("connection_init").encode()) + frame(b"x" * 5_000, opcode=BINARY)[:100])
            await socket.frame()
            assert len(running().connections.all) == 2

        await until(lambda: len(running().connections.all) == 1)
