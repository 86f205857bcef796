"""Levels: the rows of a queryset under a name of their own, from which pieces take their columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connection
from django.db.models import F, Field, Model, QuerySet

from domains.kit.expressions import PARENT_KEY, type_of
from domains.kit.viewer import Viewer
from schema.planner.errors import TooComplex, Unplannable
from schema.planner.nulls import may_be_null
from schema.planner.sql import Parameters, written

# Every list and every row within rows is one; PostgreSQL plans this many in some tens of milliseconds.
MOST_LEVELS = 120

Rows = QuerySet[Any, Any]


@dataclass
class Statement:
    """What one statement is made with."""

    viewer: Viewer
    parameters: Parameters = field(default_factory=Parameters)
    levels: int = 0

    def name(self) -> str:
        """Return a name that no other level of the statement has.

        Raises:
            TooComplex
        """
        self.levels += 1
        if self.levels > MOST_LEVELS:
            raise TooComplex
        return f"q{self.levels}"


@dataclass(frozen=True)
class Taken:
    """A column of a level: how SQL names it, and the field that it is a value of."""

    sql: str
    field: Field[Any, Any]
    may_be_null: bool


class Level:
    """The rows of one queryset.

    Args:
        statement: what it is a part of.
        rows: the queryset, which may name its parent.
        parent: how SQL names the parent's key; none at the root.
        order: the names by which the rows are ordered, a minus before what descends.
        base: the level of the base model's rows, where these are the same ones as what they are.
    """

    def __init__(
        self,
        statement: Statement,
        rows: Rows,
        *,
        parent: str | None = None,
        order: tuple[str, ...] = (),
        base: "Level | None" = None,
    ) -> None:
        self.statement = statement
        self.base = base
        self.name = statement.name()
        self.rows = rows
        self.parent = parent
        self.joined: list[Level] = []
        self._taken: dict[Any, Taken] = {}
        self._selected: list[str] = []
        self._order = [(name.startswith("-"), self.column(name.lstrip("-")).sql) for name in order]

    @property
    def model(self) -> type[Model]:
        """Whose rows they are."""
        model: type[Model] = self.rows.model
        return model

    @property
    def is_visible(self) -> bool:
        """Whether all of the rows are ones that the viewer sees."""
        return bool(getattr(self.rows, "is_visible", False))

    @property
    def key(self) -> Taken:
        """The primary key."""
        return self.column("pk")

    @property
    def is_there(self) -> str:
        """The condition that there is a row, where it was joined to another."""
        return f"{self.key.sql} IS NOT NULL"

    def column(self, name: str) -> Taken:
        """Take a column, an annotation, or a column of a row that this one refers to."""
        if name == "pk":
            name = self.model._meta.pk.attname
        if self.base is not None and self.base.has(name):
            return self.base.column(name)
        if name not in self._taken:
            self._taken[name] = self._of_column(name)
        return self._taken[name]

    def has(self, name: str) -> bool:
        """Tell whether it is a column of the rows themselves."""
        return name in {each.attname for each in self.model._meta.concrete_fields}

    def expression(self, key: Any, expression: Any) -> Taken:
        """Take an expression; `key` tells it from others."""
        if key not in self._taken:
            if isinstance(expression, F):
                return self.column(str(expression.name))  # type: ignore[attr-defined]  # the stubs do not know
            name = f"_c{len(self._selected)}"
            self.rows = self.rows.annotate(**{name: expression})
            is_nullable = may_be_null(self.rows.query.annotations[name], self.rows.query)
            self._taken[key] = Taken(self._select(name), self._field_of(name), is_nullable)
        return self._taken[key]

    def join(self, other: "Level") -> None:
        """Let at most one row of another level stand beside each of these."""
        self.joined.append(other)

    def source(self) -> str:
        """Return the rows and what is joined to them, as they stand after FROM."""
        return " ".join([self._alone(), *self._joins()])

    def first(self) -> str:
        """Return the rows as they stand before SELECT, to be read before anything is joined to them.

        What it takes to find them would otherwise be so large a part of the whole that PostgreSQL takes the joins,
        good or bad, for equal.
        """
        return f"WITH {self._name_of_all()} AS MATERIALIZED ({self._sql()}) "

    def joined_to_first(self, beside: str = "") -> str:
        """Return the same as they then stand after FROM; `beside` a row that is there even when they are not."""
        own = f"{beside} LEFT JOIN {self.name} ON TRUE" if beside else self.name
        return " ".join([own, *self._joins()])

    def _alone(self) -> str:
        return f"({self._sql()}) AS {self._name_of_all()}"

    def _name_of_all(self) -> str:
        names = ", ".join(f"c{number}" for number in range(len(self._selected)))
        return f"{self.name}({names})"

    def _joins(self) -> Iterator[str]:
        for other in self.joined:
            yield f"LEFT JOIN LATERAL {other._alone()} ON TRUE"  # noqa: SLF001 - another of the same
            yield from other._joins()  # noqa: SLF001

    def order(self) -> str:
        """Return how the rows are ordered, with the words for it; nothing where they are not."""
        parts = [f"{sql}{' DESC' if descends else ''}" for descends, sql in self._order]
        return f" ORDER BY {', '.join(parts)}" if parts else ""

    def count(self, rows: Rows) -> str:
        """Return how many rows another queryset of the same parent has, as an expression."""
        try:
            keys = self._bound(rows.order_by().values("pk"))
        except EmptyResultSet:
            return "0"
        return f"(SELECT count(*) FROM ({keys}) AS counted)"  # noqa: S608 - Django's own words

    def _sql(self) -> str:
        if not self._selected:
            self.column("pk")
        try:
            return self._bound(self.rows.values_list(*self._selected))
        except EmptyResultSet:
            nulls = [f"NULL::{type_of(taken.field, connection)}" for taken in self._taken.values()]
            return f"SELECT {', '.join(nulls)} WHERE FALSE"

    def _bound(self, rows: Rows) -> str:
        sql = written(rows.query, self.statement.parameters)
        return sql if self.parent is None else sql.replace(PARENT_KEY, self.parent)

    def _of_column(self, name: str) -> Taken:
        field = self._field_of(name)
        return Taken(self._select(name), field, not self.has(name) or field.null)

    def _field_of(self, name: str) -> Field[Any, Any]:
        """Return the field that a column or an annotation is a value of.

        Raises:
            Unplannable: there is no such column.
        """
        if name in self.rows.query.annotations:
            return self.rows.query.annotations[name].output_field
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            raise Unplannable(f"{self.model.__name__} has no column {name}") from None
        found: Any = field
        made: Field[Any, Any] = found.target_field if field.is_relation else found
        return made

    def _select(self, name: str) -> str:
        self._selected.append(name)
        return f"{self.name}.c{len(self._selected) - 1}"
