"""Reads: statements as a plan keeps them, and as a request fills them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from domains.kit.viewer import Viewer
from schema.planner.shapes import Leaves
from schema.planner.sql import Parameters

Answered = Sequence[Sequence[Any]]
# What PostgreSQL remembers of a large statement takes megabytes of every connection.
MOST_LEVELS_KEPT = 30


class Filled(NamedTuple):
    """A statement with its parameters, and whether the server is to remember it."""

    sql: str
    parameters: list[Any]
    is_kept: bool


@dataclass(frozen=True, eq=False)
class Read:
    """One statement.

    Args:
        sql: its text.
        parameters: its holes.
        levels: of how many lists and rows within each other it is made.
    """

    sql: str
    parameters: Parameters
    levels: int = 1

    def filled(self, leaves: Leaves, viewer: Viewer) -> Filled:
        """Return the statement for a request.

        Raises:
            Refusal: an argument does not fit.
        """
        return Filled(self.sql, self.parameters.filled(leaves, viewer), self.levels <= MOST_LEVELS_KEPT)
