"""A peer: what the operations of a socket know of it."""

from typing import Protocol

from domains.kit.viewer import Viewer
from server.identity import SocketSession
from server.live.engine import Engine
from server.live.outbox import Outbox


class Peer(Protocol):
    """The other end of a socket."""

    viewer: Viewer
    session: SocketSession
    engine: Engine
    outbox: Outbox

    def finished(self) -> None:
        """Hear that an operation is through."""
