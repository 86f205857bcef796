"""Texts that grow, as far as this process knows them: each once, for all who hear of it.

What is stored is the truth: where a piece did not arrive, or nothing arrives, the text is read again.
"""

import time
from collections.abc import Iterator, Mapping, Sequence

from domains.kit.growth import Piece, units
from domains.kit.live import Announced
from server.live.tells import Tells

# A text of which nothing was heard for so long is read again.
QUIET_SECONDS = 1.0
NONE: frozenset[str] = frozenset()


class Text:
    """A text that grows."""

    __slots__ = ("content", "has_gap", "heard_at")

    def __init__(self) -> None:
        self.content = ""
        # Whether something was added behind what is known of it.
        self.has_gap = False
        self.heard_at = time.monotonic()

    def add(self, offset: int, piece: str) -> None:
        """Add a piece; what is known already is passed over."""
        self.heard_at = time.monotonic()
        if offset > len(self.content):
            self.has_gap = True
        elif offset + len(piece) > len(self.content):
            self.content = self.content[:offset] + piece

    def learn(self, content: str) -> None:
        """Take what is stored; it may be behind what was added meanwhile."""
        self.heard_at = time.monotonic()
        self.has_gap = False
        if len(content) > len(self.content):
            self.content = content


class Texts:
    """The texts of the topics that somebody listens to."""

    def __init__(self) -> None:
        self._by_topic: dict[str, dict[str, Text]] = {}

    @property
    def size(self) -> int:
        """How many texts are known."""
        return sum(map(len, self._by_topic.values()))

    def expect(self, topic: str) -> None:
        """Know the texts of a topic, to which somebody listens, until it is forgotten."""
        self._by_topic.setdefault(topic, {})

    def of(self, topic: str, key: str) -> Text:
        """Return a topic's text; one that nobody keeps, where nobody listens any more."""
        return self._by_topic.get(topic, {}).setdefault(key, Text())

    def add(self, piece: Piece) -> None:
        """Add a piece to its text; of texts that nobody here knows, only a beginning counts."""
        if piece.offset == 0 or piece.key in self._by_topic.get(piece.topic, {}):
            self.of(piece.topic, piece.key).add(piece.offset, piece.text)

    def end(self, topic: str, key: str) -> None:
        """Forget a text that grows no longer."""
        self._by_topic.get(topic, {}).pop(key, None)

    def forget(self, topic: str) -> None:
        """Forget a topic that nobody listens to."""
        self._by_topic.pop(topic, None)


class Followed:
    """How far an audience has heard of the texts that grow: all its members as far as each other.

    Args:
        telling: what the audience hears.
        texts: the texts of this process.
    """

    def __init__(self, telling: Tells, texts: Texts) -> None:
        growing = telling.growing
        self._telling = telling
        self._begins = growing.begins if growing else NONE
        self._ends = growing.ends if growing else NONE
        self._texts = texts
        self._told: dict[str, tuple[Text, int]] = {}
        self._shown: tuple[int, dict[str, str]] = (-1, {})
        self._so_far: list[tuple[str, str]] = []
        # At first nobody knows what grows already, nor after events were passed over.
        self._is_unsure = growing is not None
        # How often that came to be so.
        self.doubts = 0
        # Whether there may be something to tell.
        self.is_due = self._is_unsure

    @property
    def wants_reading(self) -> bool:
        """Whether what is stored must be looked at."""
        return self._is_unsure or any(text.has_gap for text, _ in self._told.values())

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was heard for a while of something that grows, and it is not being read already."""
        long_ago = time.monotonic() - QUIET_SECONDS
        return not self._is_unsure and any(text.heard_at < long_ago for text, _ in self._told.values())

    def expect(self) -> None:
        """Have somebody told who came, or an end that was waited for."""
        self.is_due = self.is_due or bool(self._told)

    def doubt(self) -> None:
        """Know no longer what grows: some of what happened was passed over, or did not arrive."""
        if self._begins:
            self._is_unsure = self.is_due = True
            self.doubts += 1

    async def read(self) -> None:
        """Look at what is stored, if that is needed.

        Raises:
            OperationalError: the database is away.
        """
        while self.wants_reading:
            doubts = self.doubts
            stored = await self._telling.texts()
            # What was passed over meanwhile may have ended some of them.
            if doubts == self.doubts:
                self._learn(stored)

    def _learn(self, stored: Mapping[str, str]) -> None:
        if self._is_unsure:
            for key in [key for key in self._told if key not in stored]:
                self._end(key)
        for key, content in stored.items():
            if self._is_unsure and key not in self._told:
                self._told[key] = (self._texts.of(self._telling.name, key), 0)
            if key in self._told:
                self._told[key][0].learn(content)
        for text, _ in self._told.values():
            text.has_gap = False
        self._is_unsure = False

    def ends_in(self, events: Sequence[Announced]) -> bool:
        """Tell whether one of these events ends a text: what there is of it is to be told before."""
        return any(event.kind in self._ends for event in events)

    def follow(self, events: Sequence[Announced], doubts: int) -> None:
        """Begin and end with what was told, unless there were doubts since."""
        if doubts != self.doubts:
            return self.doubt()
        topic = self._telling.name
        for event in events:
            if event.kind in self._begins:
                key = event.payload["id"]
                self._told.setdefault(key, (self._texts.of(topic, key), 0))
            elif event.kind in self._ends:
                self._end(event.payload["id"])
        return self.expect()

    def _end(self, key: str) -> None:
        """Follow a text no longer, which grows no longer."""
        self._told.pop(key, None)
        self._texts.end(self._telling.name, key)

    def news(self, number: int) -> Iterator[tuple[str, str]]:
        """Give what was added and nobody has been told, once: each with the cursor of a position."""
        self.is_due = False
        added = [(key, text.content, told) for key, (text, told) in self._told.items() if len(text.content) > told]
        for key, content, _ in added:
            self._told[key] = (self._told[key][0], len(content))
        for key, content, told in added:
            yield self._piece(number, key, units(content[:told]), content[told:])

    def so_far(self, number: int) -> list[tuple[str, str]]:
        """Return what everybody has been told, for those who come to it: made once for all who do."""
        told = {key: text.content[:end] for key, (text, end) in self._told.items() if end}
        if (number, told) != self._shown:
            self._shown = number, told
            self._so_far = [self._piece(number, key, 0, text) for key, text in told.items()]
        return self._so_far

    def _piece(self, number: int, key: str, offset: int, text: str) -> tuple[str, str]:
        return self._telling.cursor(number), self._telling.piece(number, key, offset, text)
