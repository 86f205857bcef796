"""Relations as declarations: a queryset, which may name its parent; one row, a short list, or a paged list."""

import inspect
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import wraps
from typing import Any, Optional
from uuid import UUID

from asgiref.sync import sync_to_async
from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet
from strawberry.annotation import StrawberryAnnotation
from strawberry.dataloader import DataLoader
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.fields.resolver import StrawberryResolver

from domains.kit import loading
from domains.kit.connections import Connection, Page
from domains.kit.context import Info
from domains.kit.expressions import Parent
from domains.kit.fields import Declaration, Field, type_named
from domains.kit.paging import LARGEST_PAGE, Order, Slice

Rows = QuerySet[Any, Any]
Source = Callable[..., Rows]

# What a declared function may ask for by name; every other parameter is an argument of the field.
GIVEN = ("viewer", "parent")


@dataclass(frozen=True, eq=False)
class Related(Declaration):
    """Rows of a queryset: of the whole table at the root, of each parent on a type."""

    source: Source

    def rows(self, info: Info, arguments: Mapping[str, Any]) -> Rows:
        """Return the queryset for this viewer and these arguments."""
        given = {"viewer": info.context.viewer, "parent": Parent()}
        wanted = inspect.signature(self.source).parameters
        return self.source(**{name: given[name] for name in GIVEN if name in wanted}, **arguments)

    def loader(self, info: Info, rows: Rows, arguments: Mapping[str, Any]) -> DataLoader[UUID, Any]:
        """Return the loader of the parents' rows: one for each set of arguments, wherever in the answer it is asked."""

        async def load(keys: list[UUID]) -> list[list[Model]]:
            return await loading.rows_of_parents(rows, keys)

        return info.context.loader(("rows", self, frozen(arguments)), load)


class Many(Related):
    """A short, closed list."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        rows = self.rows(info, arguments)
        if source is None:
            return _fetch(rows)
        return self.loader(info, rows, arguments).load(source.pk)


class One(Related):
    """At most one row."""

    async def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        rows = self.rows(info, arguments)
        found = await (_fetch(rows[:1]) if source is None else self.loader(info, rows, arguments).load(source.pk))
        return found[0] if found else None


@dataclass(frozen=True, eq=False)
class Forward(Declaration):
    """The row that a foreign key of this row points at; null where the viewer does not see it."""

    name: str

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        key: ForeignKey[Any, Any] = source._meta.get_field(self.name)
        value = getattr(source, key.attname)
        return None if value is None else loading.nodes(info.context, key.related_model).load(value)


@dataclass(frozen=True, eq=False)
class Reference(Declaration):
    """The row that a generic reference points at: a model's label in one column, a key in another."""

    label: str
    key: str

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        label, key = getattr(source, self.label), getattr(source, self.key)
        return loading.nodes(info.context, apps.get_model(label)).load(key) if label and key else None


class Pages(Related):
    """A list that can grow, a page at a time."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Page:
        part = Slice(**{name: arguments.pop(name, None) for name in ("first", "after", "last", "before")})
        rows = self.rows(info, arguments)
        order = Order(rows)
        page = order.apply(rows, part)
        if source is None:
            return Page(part, order, lambda: _fetch(page), lambda: _count(rows))
        # The page's own arguments are arguments too: two aliases of one list are two lists.
        loader = self.loader(info, page, arguments | {"part": part})
        counter = self.counter(info, rows, arguments)
        return Page(part, order, lambda: loader.load(source.pk), lambda: counter.load(source.pk))

    def counter(self, info: Info, rows: Rows, arguments: Mapping[str, Any]) -> DataLoader[UUID, int]:
        """Return the loader of how many rows each parent has."""

        async def load(keys: list[UUID]) -> list[int]:
            return await loading.counts_of_parents(rows, keys)

        return info.context.loader(("count", self, frozen(arguments)), load)


def frozen(value: Any) -> Hashable:
    """Return arguments as a key: equal for equal arguments, whatever inputs and lists they hold."""
    if isinstance(value, dict):
        return tuple((name, frozen(each)) for name, each in sorted(value.items()))
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    if is_dataclass(value) and not isinstance(value, Slice):
        return (type(value), frozen(vars(value)))
    return value  # type: ignore[no-any-return]


@sync_to_async
def _fetch(rows: Rows) -> list[Any]:
    return list(rows)


@sync_to_async
def _count(rows: Rows) -> int:
    return rows.count()


def arguments_of(function: Callable[..., Any], *, hidden: tuple[str, ...]) -> list[StrawberryArgument]:
    """Return a function's parameters as GraphQL arguments, but for those that are given by name."""
    signature = inspect.signature(function)

    @wraps(function)
    def shown(**arguments: object) -> None:
        """Stand for the function with the parameters that clients see."""

    shown.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[p for p in signature.parameters.values() if p.name not in hidden]
    )
    return list(StrawberryResolver(shown).arguments)


def declared(
    function: Callable[..., Any], kind: Declaration, annotation: Any, extra: list[StrawberryArgument]
) -> Field:
    """Return the field that a function declares: its name, its parameters, and its docstring for clients."""
    field = Field(
        python_name=function.__name__,
        declared=kind,
        description=inspect.getdoc(function),
        type_annotation=StrawberryAnnotation(annotation),
    )
    field.arguments = [*arguments_of(function, hidden=GIVEN), *extra]
    return field


def one(of: str) -> Callable[[Source], Any]:
    """Declare a field that is at most one row of the queryset that the function returns."""
    return lambda function: declared(function, One(function), Optional[type_named(of)], [])


def many(of: str) -> Callable[[Source], Any]:
    """Declare a field that is a short, closed list."""
    annotation: Any = list[type_named(of)]  # type: ignore[misc]
    return lambda function: declared(function, Many(function), annotation, [])


def connection(of: str) -> Callable[[Source], Any]:
    """Declare a field that is a list which can grow, paged by the order of the queryset."""
    annotation: Any = Connection[type_named(of)]  # type: ignore[misc]
    return lambda function: declared(function, Pages(function), annotation, _paging())


def forward(name: str, *, of: str, description: str) -> Any:
    """Declare the row that a foreign key points at."""
    return Field(
        declared=Forward(name),
        description=description,
        type_annotation=StrawberryAnnotation(Optional[type_named(of)]),
    )


def reference(label: str, key: str, *, of: Any, description: str) -> Any:
    """Declare what a generic reference points at; `of` is the union of what it can be."""
    return Field(
        declared=Reference(label, key),
        description=description,
        type_annotation=StrawberryAnnotation(Optional[of]),
    )


def _paging() -> list[StrawberryArgument]:
    """Return Relay's four arguments."""
    texts = {
        "first": (int, f"How many items from the start, {LARGEST_PAGE} at most."),
        "after": (str, "Only items after this cursor."),
        "last": (int, f"How many items from the end, {LARGEST_PAGE} at most."),
        "before": (str, "Only items before this cursor."),
    }
    return [
        StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(Optional[type_]),
            default=None,
            description=text,
        )
        for name, (type_, text) in texts.items()
    ]
