"""Lists: rows below a row, as one JSON value, and pages of them with cursors and counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import DateTimeField, DecimalField, FloatField, UUIDField

from domains.kit.paging import Order, Slice
from schema.planner.code import Frame
from schema.planner.levels import Level, Taken
from schema.planner.pieces import MOST_FIELDS, Constant, Piece, Record
from schema.planner.wires import Convert, same


def _rows(level: Level, item: str) -> str:
    """Return the rows of a level, each as one JSON value, as one JSON array; null where there are none."""
    inner = f"SELECT {item} AS item FROM {level.source()}{level.order()}"  # noqa: S608 - Django's own words
    return f"(SELECT json_agg(item) FROM ({inner}) AS items)"  # noqa: S608


@dataclass(frozen=True, eq=False)
class Listing(Piece):
    """A short list."""

    level: Level
    item: Piece

    @property
    def is_plain(self) -> bool:  # type: ignore[override]
        return self.item.is_plain

    def json(self) -> str:
        return f"COALESCE({_rows(self.level, self.item.json())}, '[]'::json)"

    def code(self, frame: Frame) -> str:
        if self.is_plain:
            return spliced(frame, self.json())
        inner = Frame(frame.code, is_nested=True)
        made = self.item.code(inner)
        read = parsed(frame, _rows(self.level, inner.array()))
        return f"[{made} for {inner.row} in {read}]"


def spliced(frame: Frame, json: str) -> str:
    """Select JSON that goes into the answer as it is, and return the code that puts it there."""
    return frame.take(json) if frame.is_nested else f"Fragment({frame.take(f'{json}::text')})"


def parsed(frame: Frame, json: str) -> str:
    """Select a JSON array, and return the code that reads it; an empty one where there is none."""
    if frame.is_nested:
        return f"({frame.take(json)} or ())"
    value = frame.take(f"{json}::text")
    return f"(loads({value}) if {value} else ())"


@dataclass(frozen=True, eq=False)
class Place:
    """Where a row stands in its list: the values of the order's columns."""

    order: Order
    keys: Sequence[Taken]

    def code(self, frame: Frame) -> str:
        """Return the code of the row's cursor."""
        values = ", ".join(self._value(frame, taken) for taken in self.keys)
        return f"{frame.code.name(self.order.signed)}(({values},))"

    @staticmethod
    def _value(frame: Frame, taken: Taken) -> str:
        as_text = isinstance(taken.field, (UUIDField, DecimalField))
        value = frame.take(f"{taken.sql}::text" if as_text else taken.sql)
        read: Convert = same
        if frame.is_nested and isinstance(taken.field, DateTimeField):
            read = datetime.fromisoformat
        elif isinstance(taken.field, FloatField):
            read = float
        return frame.code.call(read, value)


@dataclass(frozen=True, eq=False)
class Edge:
    """One way in which the items of a page are asked for: the fields of an edge; `None` is its cursor."""

    fields: Sequence[tuple[str, Piece | None]]

    @cached_property
    def is_plain(self) -> bool:
        """Whether PostgreSQL alone can write it."""
        return len(self.fields) <= MOST_FIELDS and all(piece is not None and piece.is_plain for _, piece in self.fields)

    def json(self) -> str:
        """Return the SQL of an edge."""
        return Record([(key, piece) for key, piece in self.fields if piece is not None]).json()

    def code(self, frame: Frame, place: Place) -> str:
        """Return the code of an edge."""
        made = (f"{key!r}: {place.code(frame) if piece is None else piece.code(frame)}" for key, piece in self.fields)
        return "{" + ", ".join(made) + "}"


@dataclass(frozen=True, eq=False)
class Bounds:
    """Where a page stands: the fields that are asked for, by key; `None` is the name of the type."""

    fields: Sequence[tuple[str, str]]


Part = Edge | Bounds | Constant | str


@dataclass(frozen=True, eq=False)
class Paged(Piece):
    """A page of a list that can grow.

    Args:
        level: its rows, with one row more where the bounds are asked for.
        part: which part of the list it is.
        place: how its cursors are made.
        fields: what is asked for: edges, bounds, the name of the type; or a text, the SQL of the count.
    """

    level: Level
    part: Slice
    place: Place
    fields: Sequence[tuple[str, Part]]

    @cached_property
    def is_plain(self) -> bool:  # type: ignore[override]
        if self.part.is_backwards or len(self.fields) > MOST_FIELDS:
            return False
        return all(
            isinstance(each, (Constant, str)) or (isinstance(each, Edge) and each.is_plain) for _, each in self.fields
        )

    @property
    def reads_rows(self) -> bool:
        """Whether more is asked for than the count."""
        return any(isinstance(each, (Edge, Bounds)) for _, each in self.fields)

    def json(self) -> str:
        pairs = [f"{key!r}, {self._json(each)}" for key, each in self.fields]
        return f"json_build_object({', '.join(pairs)})"

    def _json(self, part: Part) -> str:
        if isinstance(part, Edge):
            return f"COALESCE({_rows(self.level, part.json())}, '[]'::json)"
        assert not isinstance(part, Bounds)  # noqa: S101 - for the type checker
        return part if isinstance(part, str) else part.json()

    def code(self, frame: Frame) -> str:
        if self.is_plain:
            return spliced(frame, self.json())
        inner = Frame(frame.code, is_nested=True)
        counts = [frame.take(each) for _, each in self.fields if isinstance(each, str)]
        function = self.function(inner)
        read = parsed(frame, _rows(self.level, inner.array())) if self.reads_rows else "()"
        return f"{frame.code.name(function)}({read}, {counts[0] if counts else 'None'})"

    def function(self, inner: Frame) -> Callable[[Any, Any], Any]:
        """Return what makes the page of its rows and the count of the list."""
        made = ", ".join(f"{key!r}: {self._code(each, inner)}" for key, each in self.fields)
        lines = [
            f"more = len(rows) > {self.part.size}",
            f"rows = rows[:{self.part.size}]",
            *(["rows = rows[::-1]"] if self.part.is_backwards else []),
            "return {" + made + "}",
        ]
        function: Callable[[Any, Any], Any] = inner.code.function("rows, count", lines)
        return function

    def _code(self, part: Part, inner: Frame) -> str:
        if isinstance(part, str):
            return "count"
        if isinstance(part, Constant):
            return part.code(inner)
        if isinstance(part, Edge):
            return f"[{part.code(inner, self.place)} for {inner.row} in rows]"
        return "{" + ", ".join(f"{key!r}: {self._bound(name, inner)}" for key, name in part.fields) + "}"

    def _bound(self, name: str, inner: Frame) -> str:
        """Return the code of a field of the page's bounds."""
        is_backwards = self.part.is_backwards
        if name == "hasNextPage":
            return repr(self.part.before is not None) if is_backwards else "more"
        if name == "hasPreviousPage":
            return "more" if is_backwards else repr(self.part.after is not None)
        if name == "__typename":
            return repr("PageInfo")
        row = "rows[0]" if name == "startCursor" else "rows[-1]"
        return f"next(({self.place.code(inner)} for {inner.row} in ({row},)), None) if rows else None"
