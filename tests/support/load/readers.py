"""Readers of replies: they put together what they hear as clients are told to, are cut off, and go on."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from domains.conversations.rules import conversation_topic
from domains.kit import ids
from tests.support.load.people import Person
from tests.support.load.subscribers import Subscriber, Wanted

ENDS = ("MessageCompleted", "MessageFailed")
# As frames begin.
DELTA, END_NAMES = b'"MessageDelta"', (b'"MessageCompleted"', b'"MessageFailed"')
HEAD_BYTES = 100
# A UTF-16 code unit.
UNIT_BYTES = 2


def conversation_wanted(conversation: str) -> Wanted:
    """Return a conversation as what is listened to."""
    key = ids.decode(conversation)[1]
    return Wanted("ConversationLive", conversation_topic(key), {"id": conversation})


class Listener(Subscriber):
    """Keeps what is told, to be looked at later: it costs the least."""

    def __init__(self, address: str, conversation: str, person: Person) -> None:
        super().__init__(address, conversation_wanted(conversation), person.token)
        self.frames: list[tuple[float, bytes]] = []
        self.begun, self.ended = asyncio.Event(), asyncio.Event()

    def _note(self, payload: bytes, now: float) -> None:
        super()._note(payload, now)
        self.frames.append((now, payload))
        if payload.find(DELTA, 0, HEAD_BYTES) >= 0:
            self.begun.set()
        elif any(payload.find(end, 0, HEAD_BYTES) >= 0 for end in END_NAMES):
            self.ended.set()


class Reader(Subscriber):
    """Reads one reply, by the rule `text = text.slice(0, offset) + delta.text`, in UTF-16 code units."""

    def __init__(self, address: str, conversation: str, person: Person) -> None:
        super().__init__(address, conversation_wanted(conversation), person.token)
        self.message: dict[str, Any] | None = None
        self.deltas = 0
        # What broke the promise: a piece behind a gap, or what was read and is taken back.
        self.gaps = self.losses = 0
        self.ended = asyncio.Event()
        # When the first piece was told.
        self.begun_at = 0.0
        # Is told after each piece.
        self.heard: Callable[[], None] = lambda: None
        self._units = b""

    @property
    def text(self) -> str:
        """What was read so far."""
        return self._units.decode("utf-16-le", "surrogatepass")

    def _note(self, payload: bytes, now: float) -> None:
        super()._note(payload, now)
        event = json.loads(payload)["payload"]["data"]["conversation"]
        if event["__typename"] == "MessageDelta":
            self.begun_at = self.begun_at or now
            self._add(event["offset"] * UNIT_BYTES, event["text"].encode("utf-16-le", "surrogatepass"))
        elif event["__typename"] in ENDS:
            self.message = event["message"]
            self.ended.set()

    def _add(self, place: int, piece: bytes) -> None:
        before = self._units
        self.gaps += place > len(before)
        self._units = before[:place] + piece
        self.losses += not self._units.startswith(before)
        self.deltas += 1
        self.heard()
