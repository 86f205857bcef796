"""What one operation carries along: who asks, and the loaders that live as long as it does."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from strawberry.dataloader import DataLoader
from strawberry.types import Info as StrawberryInfo

from domains.kit.origin import Origin
from domains.kit.tracing import Trace
from domains.kit.viewer import Viewer

Load = Callable[[list[Any]], Awaitable[Sequence[Any]]]


class Session(Origin, Protocol):
    """How the request is signed in, by a token it brought or by a browser's cookie, and where it comes from."""

    token: str | None
    key: str | None

    def sign_in(self, user_id: UUID) -> None:
        """Let the browser's cookie stand for the account."""

    def sign_out(self) -> None:
        """Let the browser's cookie stand for nobody."""


class NoSession:
    """A request without a browser: jobs, tests, commands."""

    token: str | None = None
    key: str | None = None
    address: str | None = None
    agent: str = ""

    def sign_in(self, user_id: UUID) -> None:
        """Remember nothing."""

    def sign_out(self) -> None:
        """Forget nothing."""


@dataclass
class Context:
    """One operation's surroundings. Never shared between operations: loaders remember what they have read."""

    viewer: Viewer
    session: Session = field(default_factory=NoSession)
    loaders: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)
    # Payloads of mutations that were written and are still to be read, by the key of their root field.
    payloads: dict[str | int, Any] = field(default_factory=dict)
    # Where it is written down how the operation was answered, if somebody asks.
    trace: Trace | None = None

    def loader(self, key: Hashable, load: Load) -> DataLoader[Any, Any]:
        """Return this operation's loader of that key, made at the first call."""
        if key not in self.loaders:
            self.loaders[key] = DataLoader(load_fn=load)
        return self.loaders[key]

    def forget(self) -> None:
        """Drop what was read so far: a mutation calls this, for what comes after it is new."""
        self.loaders.clear()


Info = StrawberryInfo[Context, None]
