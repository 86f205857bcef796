"""Tokens that tell when they were written, as they arrive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import orjson

from tests.support.provider import wire

# A token's characters, and the space behind it.
TOKEN, SIZE = 4, 5


@dataclass(frozen=True)
class Arrival:
    """A piece that arrived: when, where it belongs, and its text."""

    at: float
    offset: int
    text: str


def arrivals(frames: Iterable[tuple[float, bytes]]) -> list[Arrival]:
    """Return the pieces that somebody was told."""
    found = []
    for at, frame in frames:
        event = orjson.loads(frame)["payload"]["data"]["conversation"]
        if event["__typename"] == "MessageDelta":
            found.append(Arrival(at, event["offset"], event["text"]))
    return found


def read(pieces: Iterable[Arrival]) -> str:
    """Return the text that pieces make, by the rule for clients; here a character is one code unit."""
    text = ""
    for piece in pieces:
        text = text[: piece.offset] + piece.text
    return text


def content(frame: bytes) -> str:
    """Return the whole text that the last event tells."""
    text: str = orjson.loads(frame)["payload"]["data"]["conversation"]["message"]["content"]
    return text


def delays(pieces: Sequence[Arrival], between: tuple[float, float]) -> list[float]:
    """Return how many seconds the tokens that were written between two moments were on their way."""
    found, known, (first, last) = list[float](), "", between
    for piece in pieces:
        before = len(known) // SIZE * SIZE
        known = known[: piece.offset] + piece.text
        for place in range(before, len(known) // SIZE * SIZE, SIZE):
            written = wire.moment(known[place : place + TOKEN], piece.at)
            if first <= written <= last:
                found.append(piece.at - written)
    return found
