"""Pages by keyset: a cursor is a place in an order, so no page counts what came before it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet

from domains.kit import cursors, merging
from domains.kit.errors import InvalidCursor, InvalidPage
from domains.kit.expressions import Bound, given

DEFAULT_PAGE = 20
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Slice:
    """Which part of a list is asked for: Relay's four arguments."""

    first: int | None = None
    after: Any = None
    last: int | None = None
    before: Any = None

    @classmethod
    def taken_from(cls, arguments: dict[str, Any]) -> "Slice":
        """Return the part that a field's arguments name, and leave the others there.

        Raises:
            InvalidPage: they name none.
        """
        return cls(**{name: arguments.pop(name, None) for name in ("first", "after", "last", "before")})

    def __post_init__(self) -> None:
        """Refuse what is no page.

        Raises:
            InvalidPage: both directions at once, or a size outside 0 to 100.
        """
        if self.first is not None and self.last is not None:
            raise InvalidPage("Ask for `first` or for `last`, not for both.")
        if not 0 <= self.size <= LARGEST_PAGE:
            raise InvalidPage(f"A page has 0 to {LARGEST_PAGE} items; {self.size} were asked for.")

    @property
    def size(self) -> int:
        """How many items are asked for."""
        given = self.first if self.last is None else self.last
        return DEFAULT_PAGE if given is None else given

    @property
    def is_backwards(self) -> bool:
        """Whether the page is counted from the end."""
        return self.last is not None


@dataclass(frozen=True)
class OrderKey:
    """One column of an order."""

    name: str
    descending: bool
    field: Field[Any, Any]

    def beyond(self, value: object) -> Q:
        """Return what comes after the value in this order."""
        return Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})

    def not_before(self, value: object) -> Q:
        """Return what comes at or after the value in this order."""
        return Q(**{f"{self.name}__{'lte' if self.descending else 'gte'}": value})


class Order:
    """A queryset's own order, made total by the primary key: the one declaration of how a list is paged."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        names = list(queryset.query.order_by or queryset.model._meta.ordering)
        if "pk" not in {name.lstrip("-") for name in names}:
            # The key runs the way of the last column, so that one index serves both.
            names.append("-pk" if names and names[-1].startswith("-") else "pk")
        self.names = names
        self.keys = [OrderKey(n.lstrip("-"), n.startswith("-"), _field(queryset, n.lstrip("-"))) for n in names]
        self.purpose = f"{queryset.model._meta.label}:{','.join(names)}"

    def cursor(self, row: Model) -> str:
        """Return the signed place of a row."""
        return self.signed([getattr(row, key.name) for key in self.keys])

    def signed(self, values: Iterable[Any]) -> str:
        """Return the signed place that the values of the order's columns make."""
        plain = [_plain(value) for value in values]
        return cursors.sign(self.purpose, orjson.dumps(plain))

    def apply(self, queryset: QuerySet[Any, Any], part: Slice, *, extra: int = 1) -> QuerySet[Any, Any]:
        """Return the queryset narrowed to a page and one row more, which tells whether there is a next one.

        Raises:
            InvalidCursor: a cursor that was not given out for this order.
        """
        bounds = []
        if part.after is not None:
            bounds.append(self._after(self.values(part.after), self.keys))
        if part.before is not None:
            bounds.append(self._after(self.values(part.before), self._reversed()))
        return merging.page(queryset.filter(*bounds).order_by(*self.read_by(part)), part.size + extra, bounds)

    def read_by(self, part: Slice) -> list[str]:
        """Return the names that a page is read by: from the end, where it is counted from there."""
        return [_flipped(name) for name in self.names] if part.is_backwards else self.names

    def _reversed(self) -> list[OrderKey]:
        return [OrderKey(key.name, not key.descending, key.field) for key in self.keys]

    def values(self, cursor: Any) -> list[Bound]:
        """Return the values of a cursor's place, bound.

        Raises:
            InvalidCursor: it was not given out for this order.
        """
        place = given(cursor)

        def value_of(number: int) -> Callable[[str], Any]:
            return lambda text: self._read(text)[number]

        return [place.map(value_of(number), key.field) for number, key in enumerate(self.keys)]

    def _read(self, cursor: str) -> list[Any]:
        try:
            values = orjson.loads(cursors.read(self.purpose, cursor))
            return [key.field.to_python(value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, ValidationError):
            raise InvalidCursor from None

    @staticmethod
    def _after(values: Sequence[Any], keys: Sequence[OrderKey]) -> Q:
        """Return what comes after the values; the bound on the first column is what an index can use."""
        condition = Q()
        for number, key in enumerate(keys):
            same = Q(**{keys[i].name: values[i] for i in range(number)})
            condition |= same & key.beyond(values[number])
        return keys[0].not_before(values[0]) & condition


def _field(queryset: QuerySet[Any, Any], name: str) -> Field[Any, Any]:
    """Return the column of that name, which reads a cursor's value of it back."""
    field: Field[Any, Any]
    if name in queryset.query.annotations:
        field = queryset.query.annotations[name].output_field
    elif name == "pk":
        field = queryset.model._meta.pk
    else:
        try:
            field = queryset.model._meta.get_field(name)
        except FieldDoesNotExist:
            raise TypeError(f"a paged list is ordered by columns or annotations, not by {name!r}") from None
    return field


def _plain(value: Any) -> Any:
    """Return a column's value as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def _flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
