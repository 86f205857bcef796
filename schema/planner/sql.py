"""SQL as Django's compiler writes it, with constants in place and holes for what a request fills in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models.sql import Query
from psycopg.sql import Literal

from domains.kit import clock
from domains.kit.expressions import CONSTANT, NOW, VIEWER_ID, Bound
from domains.kit.viewer import Viewer
from schema.planner.errors import Unplannable

PLACE = re.compile(r"%[s%]")


@dataclass(frozen=True)
class Hole:
    """A parameter: what it is called, the value of a constant, and what is done with it before it is sent."""

    name: str
    constant: Any
    steps: tuple[Callable[[Any], Any], ...]

    def value(self, leaves: Mapping[str, Any], viewer: Viewer) -> Any:
        """Return what fills it for a request.

        Raises:
            Refusal: the value does not fit.
        """
        value = self._named(leaves, viewer)
        for step in self.steps:
            value = step(value)
        # A number is sent as text: the type that it is cast to is its own, whatever its size.
        return str(value) if type(value) is int else value

    def _named(self, leaves: Mapping[str, Any], viewer: Viewer) -> Any:
        if self.name == CONSTANT:
            return list(self.constant) if isinstance(self.constant, tuple) else self.constant
        if self.name == VIEWER_ID:
            return viewer.user_id
        return clock.now() if self.name == NOW else leaves[self.name]


@dataclass
class Parameters:
    """The holes of one statement, each once.

    Args:
        columns: what the statement itself has in a column, by name; it needs no hole.
        first: the number of the first hole.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    first: int = 1
    holes: list[Hole] = field(default_factory=list)
    # What must fit though no hole may be there for it: nothing was looked for, and the cursor is broken all the same.
    checks: list[Hole] = field(default_factory=list)

    def check(self, bound: Bound) -> None:
        """Let a request be refused whose value does not fit."""
        self.checks.append(_hole(bound))

    def place(self, bound: Bound) -> str:
        """Return where in the statement the value goes.

        Raises:
            Unplannable: something is to be made in Python of what only the statement knows.
        """
        if bound.name in self.columns:
            if bound.steps:
                raise Unplannable(f"{bound.name} is a column here")
            return self.columns[bound.name]
        hole = _hole(bound)
        if hole not in self.holes:
            self.holes.append(hole)
        return f"${self.holes.index(hole) + self.first}"

    def filled(self, leaves: Mapping[str, Any], viewer: Viewer) -> list[Any]:
        """Return the values for a request.

        Raises:
            Refusal: one does not fit.
        """
        for hole in self.checks:
            hole.value(leaves, viewer)
        return [hole.value(leaves, viewer) for hole in self.holes]


def _hole(bound: Bound) -> Hole:
    return Hole(bound.name, _hashable(bound.value) if bound.name == CONSTANT else None, bound.steps)


def written(query: Query, parameters: Parameters) -> str:
    """Return a query as SQL; while planning, for only then does it have holes.

    Raises:
        EmptyResultSet: nothing can fit it.
    """
    text, values = query.sql_with_params()
    waiting = iter(values)

    def put(match: re.Match[str]) -> str:
        if match.group() == "%%":
            return "%"
        value = next(waiting)
        return parameters.place(value) if isinstance(value, Bound) else literal(value)

    return PLACE.sub(put, text)


def literal(value: Any) -> str:
    """Return a constant as SQL."""
    plain = value.value if isinstance(value, Enum) else value
    return Literal(plain).as_string(None)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
