"""Tokens that tell when they were written, as they arrive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from tests.support.provider import wire

# A token's characters, and the space behind it.
TOKEN, SIZE = 4, 5


@dataclass(frozen=True)
class Arrival:
    """A piece that arrived: when, and its text."""

    at: float
    text: str


def arrivals(frames: Iterable[tuple[float, bytes]]) -> list[Arrival]:
    """Return the pieces that somebody was told."""
    found = []
    for at, frame in frames:
        event = orjson.loads(frame)["payload"]["data"]["conversation"]
        if event["__typename"] == "MessageDelta":
            found.append(Arrival(at, event["text"]))
    return found


def content(frame: bytes) -> str:
    """Return the whole text that the last event tells."""
    text: str = orjson.loads(frame)["payload"]["data"]["conversation"]["message"]["content"]
    return text


def delays(pieces: Sequence[Arrival], between: tuple[float, float]) -> list[float]:
    """Return how many seconds the tokens that were written between two moments were on their way."""
    found, rest, (first, last) = list[float](), "", between
    for piece in pieces:
        text = rest + piece.text
        whole = len(text) // SIZE * SIZE
        rest = text[whole:]
        for place in range(0, whole, SIZE):
            written = wire.moment(text[place : place + TOKEN], piece.at)
            if first <= written <= last:
                found.append(piece.at - written)
    return found
