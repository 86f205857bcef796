"""graphql-transport-ws: the messages of its clients, the codes with which sockets are closed, and our own messages."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson

from schema.execution import encoded
from server.http.refusals import BadRequest
from server.http.requests import Asked, json_of

SUBPROTOCOL = "graphql-transport-ws"
ACKNOWLEDGED = '{"type":"connection_ack"}'
PING = '{"type":"ping"}'
LONGEST_ID = 256
# JSON can say it, and UTF-8 cannot.
HALF_LETTER = re.compile("[\ud800-\udfff]")
# A close frame carries so many bytes of reason.
LONGEST_REASON = 120


class Code(IntEnum):
    """Why a socket is closed."""

    RESTART = 1012
    TRY_AGAIN_LATER = 1013
    INVALID = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    NOT_ACCEPTABLE = 4406
    TIMEOUT = 4408
    EXISTS = 4409
    TOO_SLOW = 4413
    TOO_MANY = 4429
    INTERNAL = 4500


class Closed(Exception):  # noqa: N818 - it is an answer
    """The socket is to be closed."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:LONGEST_REASON].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Init:
    """`connection_init`: who the client says it is."""

    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Ping:
    """`ping`: an answer is wanted."""

    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Pong:
    """`pong`: the answer to ours, or a sign of life."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`subscribe`: an operation is to run."""

    id: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Complete:
    """`complete`: the client wants no more of an operation."""

    id: str


Message = Init | Ping | Pong | Subscribe | Complete


def read(text: str | None) -> Message:
    """Return what a client says.

    Raises:
        Closed: it is no message of the protocol.
    """
    message = _object(text)
    match message.get("type"):
        case "connection_init":
            return Init(_payload(message))
        case "ping":
            return Ping(_payload(message))
        case "pong":
            _payload(message)
            return Pong()
        case "subscribe":
            return Subscribe(_id(message), _asked(message))
        case "complete":
            return Complete(_id(message))
    raise _invalid("`type` is none of the protocol's.")


def pong(payload: dict[str, Any] | None) -> str:
    """Return the answer to a ping.

    Raises:
        Closed: what it says can be read, but not written.
    """
    try:
        return _text({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})
    except RecursionError:
        raise _invalid("`payload` is nested too deeply.") from None


def before_payload(id: str) -> str:
    """Return what stands before the payload of an operation's results; a brace comes after it."""
    return f'{{"id":{orjson.dumps(id).decode()},"type":"next","payload":'


def error(id: str, errors: list[Any]) -> str:
    """Return the message that ends an operation that failed."""
    return _text({"id": id, "type": "error", "payload": errors})


def complete(id: str) -> str:
    """Return the message that ends an operation."""
    return _text({"id": id, "type": "complete"})


def _text(message: dict[str, Any]) -> str:
    return encoded(message).decode()


def _object(text: str | None) -> dict[str, Any]:
    if text is None:
        raise _invalid("A message is text.")
    try:
        message = json_of(text.encode())
    except (BadRequest, UnicodeError):
        raise _invalid("A message is JSON.") from None
    if not isinstance(message, dict):
        raise _invalid("A message is an object.")
    return message


def _payload(message: dict[str, Any]) -> dict[str, Any] | None:
    payload = message.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise _invalid("`payload` is an object.")
    return payload


def _id(message: dict[str, Any]) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not 0 < len(id) <= LONGEST_ID or HALF_LETTER.search(id):
        raise _invalid(f"`id` is a text of up to {LONGEST_ID} characters.")
    return id


def _asked(message: dict[str, Any]) -> Asked:
    payload = message.get("payload")
    # A text without anything is a text: that it does not parse is its operation's affair alone.
    if isinstance(payload, dict) and payload.get("query") == "":
        payload = payload | {"query": " "}
    try:
        return Asked.of(payload)
    except BadRequest as refusal:
        raise _invalid(str(refusal)) from None


def _invalid(reason: str) -> Closed:
    return Closed(Code.INVALID, f"Invalid message: {reason}")
