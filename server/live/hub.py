"""The hub: what the tailer has read goes to the audiences of its topic."""

import time
from collections import defaultdict
from collections.abc import Hashable, Iterable

from domains.kit.growth import Piece
from domains.kit.live import Announced
from server.live.audience import Audience
from server.live.listener import Listener
from server.live.log import LiveLog
from server.live.tells import Tells
from server.live.texts import Texts


class Hub:
    """Topics and who listens to them."""

    def __init__(self, log: LiveLog) -> None:
        self._log = log
        # Up to here everything was handed out.
        self.position = 0
        self.audiences: dict[Hashable, Audience] = {}
        # How old the last event was when it was handed out, in seconds.
        self.lag = 0.0
        self._by_topic: defaultdict[str, dict[Audience, None]] = defaultdict(dict)
        self._texts = Texts()

    @property
    def topics(self) -> int:
        """How many topics somebody listens to."""
        return len(self._by_topic)

    @property
    def size(self) -> int:
        """How many listen."""
        return sum(audience.size for audience in self.audiences.values())

    @property
    def depth(self) -> int:
        """How many events wait."""
        return sum(audience.depth for audience in self.audiences.values())

    @property
    def texts(self) -> int:
        """How many texts that grow are known here."""
        return self._texts.size

    def join(
        self,
        key: Hashable,
        telling: Tells,
        listener: Listener,
        *,
        is_late: bool = False,
        is_lost: bool = False,
    ) -> Audience:
        """Let somebody listen, with those who hear the same: from now on, from where they were, or behind a gap."""
        audience = self.audiences.get(key)
        if audience is None:
            audience = self.audiences[key] = Audience(telling, self._log, lambda: self.position, self._texts)
            self._by_topic[telling.name][audience] = None
            self._texts.expect(telling.name)
        audience.join(listener, is_late=is_late, is_lost=is_lost)
        return audience

    def leave(self, key: Hashable, audience: Audience, listener: Listener) -> None:
        """Let somebody listen no longer; an audience without anybody goes too."""
        audience.leave(listener)
        if audience.size == 0 and self.audiences.get(key) is audience:
            del self.audiences[key]
            del self._by_topic[audience.topic][audience]
            if not self._by_topic[audience.topic]:
                del self._by_topic[audience.topic]
                self._texts.forget(audience.topic)

    def hand_out(self, events: Iterable[Announced]) -> None:
        """Let events wait with those who listen to their topics; what was handed out is passed over."""
        for event in events:
            if event.position <= self.position:
                continue
            self.position = event.position
            self.lag = time.time() - event.created_at.timestamp()
            for audience in self._by_topic.get(event.topic, ()):
                audience.add(event)

    def grow(self, pieces: Iterable[Piece]) -> None:
        """Let texts grow, for those who listen to their topics."""
        for piece in pieces:
            if audiences := self._by_topic.get(piece.topic):
                self._texts.add(piece)
                for audience in audiences:
                    audience.grow()

    def look_at_quiet_texts(self) -> None:
        """Have the texts read that should grow and of which nothing was heard: words between processes get lost."""
        for audience in self.audiences.values():
            if audience.texts.is_quiet:
                audience.texts.doubt()
                audience.grow()

    def skip(self, position: int) -> None:
        """Go on after a position: what was there before is gone, and nobody here has heard it."""
        self.position = position
        for audience in self.audiences.values():
            audience.fall_back()

    async def close(self) -> None:
        """Tell nothing any more."""
        for audience in list(self.audiences.values()):
            await audience.close()
