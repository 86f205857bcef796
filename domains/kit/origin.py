"""Where a request comes from, as far as services need to know."""

from dataclasses import dataclass
from typing import Protocol


class Origin(Protocol):
    """Where somebody asks from."""

    address: str | None
    agent: str


@dataclass
class Somewhere:
    """An origin by itself: of a job that goes on for a request, of a command that has none."""

    address: str | None = None
    agent: str = ""


NOWHERE = Somewhere()
