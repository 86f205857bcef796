"""One listener: somebody who hears what a subscription tells, up to some position of the log."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol
from uuid import UUID


class Channel(Protocol):
    """Where a listener's events go: an operation of a socket, or a stream."""

    def offer(self, cursor: str, payload: str) -> bool:
        """Send an event, if there is room for it; tell whether there was."""

    def when_roomy(self, callback: Any) -> None:
        """Call something as soon as everything that waits is sent."""

    def refuse(self, errors: list[Any]) -> None:
        """Say why there will be no more, and end."""


class Listener:
    """Somebody who listens.

    Args:
        viewer_id: who it is; nothing for those who have not signed in.
        channel: where the events go.
        here: up to where everything was told, or is of no concern.
    """

    __slots__ = ("channel", "end", "has_texts", "here", "is_greeted", "is_over", "viewer_id")

    def __init__(self, viewer_id: UUID | None, channel: Channel, here: int) -> None:
        self.viewer_id = viewer_id
        self.channel = channel
        self.here = here
        # The first thing that it hears is where it stands.
        self.is_greeted = False
        self.is_over = False
        # It has been told as much of the texts that grow as the others.
        self.has_texts = False
        # Lets it listen no longer.
        self.end: Callable[[], None] = _nothing


def viewers_of(listeners: Iterable[Listener]) -> list[UUID | None]:
    """Return who they are, each once, however often somebody listens."""
    return list({listener.viewer_id for listener in listeners})


def _nothing() -> None:
    """Do nothing."""
