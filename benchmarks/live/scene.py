"""Where a scenario takes place: a folder, the database server in it, a Redis, and how long it may take."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.support.load.postgres import Postgres
from tests.support.processes import Redis

T = TypeVar("T")


@dataclass(frozen=True)
class Scene:
    """Where a scenario takes place.

    Args:
        folder: for all that it needs; the gateways' data is in `d`.
        is_short: whether it is to be over in some seconds.
    """

    folder: Path
    is_short: bool

    @property
    def data(self) -> Path:
        """The gateways' data folder."""
        return self.folder / "d"

    @property
    def postgres(self) -> Postgres:
        """The gateways' database server."""
        return Postgres(self.data / "postgres")

    def of(self, long: T, short: T) -> T:
        """Return what fits the form that is run."""
        return short if self.is_short else long

    @contextmanager
    def redis(self) -> Iterator[Redis]:
        """Run a Redis until the block ends."""
        server = Redis(self.folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
