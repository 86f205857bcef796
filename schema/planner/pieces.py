"""Pieces: what was asked for, as SQL and as code; each knows whether PostgreSQL alone can write it for the answer."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from schema.planner.code import Frame
from schema.planner.levels import Taken
from schema.planner.sql import literal
from schema.planner.values import Complete
from schema.planner.wires import Wire

# PostgreSQL passes no more arguments to a function: a key and a value for each field.
MOST_FIELDS = 45


class Piece(ABC):
    """A value of the answer."""

    is_plain: bool

    @abstractmethod
    def json(self) -> str:
        """Return the SQL of the value as the answer has it; only of what is plain."""

    @abstractmethod
    def code(self, frame: Frame) -> str:
        """Select what the value needs, and return the code that makes it."""


@dataclass(frozen=True, eq=False)
class Constant(Piece):
    """A value that is always the same."""

    value: str | None
    is_plain = True

    def json(self) -> str:
        return "NULL" if self.value is None else f"{literal(self.value)}::text"

    def code(self, frame: Frame) -> str:
        return repr(self.value)


@dataclass(frozen=True, eq=False)
class Leaf(Piece):
    """A column's value.

    Args:
        taken: the column.
        wire: how its values travel.
        is_required: whether the answer may not have null here.
        then: what is made of the value, where it is there.
    """

    taken: Taken
    wire: Wire
    is_required: bool = False
    then: Callable[[Any], Any] | None = None

    @property
    def is_plain(self) -> bool:  # type: ignore[override]
        return bool(self.wire.json) and self.then is None and not self._is_checked

    @property
    def _is_checked(self) -> bool:
        return self.is_required and self.taken.may_be_null

    def json(self) -> str:
        return self.wire.json.format(self.taken.sql)

    def code(self, frame: Frame) -> str:
        value = frame.take(self.wire.selected(self.taken.sql, is_nested=frame.is_nested))
        shown = self.wire.shown_nested if frame.is_nested else self.wire.shown
        made = frame.code.call(shown, value, may_be_null=self.taken.may_be_null)
        if self.then is not None:
            made = f"(None if {value} is None else {frame.code.name(self.then)}({made}))"
        return f"must({made})" if self._is_checked else made


@dataclass(frozen=True, eq=False)
class Pure(Piece):
    """What a pure function makes of columns."""

    function: Callable[..., Any]
    inputs: Sequence[tuple[Taken, Wire]]
    complete: Complete
    is_plain = False

    def json(self) -> str:
        raise NotImplementedError

    def code(self, frame: Frame) -> str:
        values = []
        for taken, wire in self.inputs:
            value = frame.take(wire.selected(taken.sql, is_nested=frame.is_nested))
            python = wire.value_nested if frame.is_nested else wire.value
            values.append(frame.code.call(python, value, may_be_null=taken.may_be_null))
        return f"{frame.code.name(self.complete)}({frame.code.name(self.function)}({', '.join(values)}))"


@dataclass(frozen=True, eq=False)
class Record(Piece):
    """An object: its fields, and the condition that it is there at all."""

    fields: Sequence[tuple[str, Piece]]
    is_there: str | None = None

    @cached_property
    def is_plain(self) -> bool:  # type: ignore[override]
        return len(self.fields) <= MOST_FIELDS and all(piece.is_plain for _, piece in self.fields)

    def json(self) -> str:
        pairs = ", ".join(f"{literal(key)}, {piece.json()}" for key, piece in self.fields)
        made = f"json_build_object({pairs})"
        return made if self.is_there is None else f"CASE WHEN {self.is_there} THEN {made} END"

    def code(self, frame: Frame) -> str:
        made = "{" + ", ".join(f"{key!r}: {piece.code(frame)}" for key, piece in self.fields) + "}"
        return made if self.is_there is None else f"({made} if {frame.take(self.is_there)} else None)"


@dataclass(frozen=True, eq=False)
class Choice(Piece):
    """One of several objects: the one that is there."""

    options: Sequence[Record]

    @cached_property
    def is_plain(self) -> bool:  # type: ignore[override]
        return all(option.is_plain for option in self.options)

    def json(self) -> str:
        cases = " ".join(f"WHEN {each.is_there} THEN {Record(each.fields).json()}" for each in self.options)
        return f"CASE {cases} END"

    def code(self, frame: Frame) -> str:
        made = "None"
        for each in reversed(self.options):
            assert each.is_there is not None  # noqa: S101 - for the type checker
            made = f"({Record(each.fields).code(frame)} if {frame.take(each.is_there)} else {made})"
        return made
