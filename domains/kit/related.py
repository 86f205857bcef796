"""What a relation is: a queryset, which may name its parent, a foreign key, or a generic reference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet
from strawberry.dataloader import DataLoader

from domains.kit import loading
from domains.kit.arguments import bound, frozen, wanted
from domains.kit.connections import Page
from domains.kit.context import Info
from domains.kit.expressions import Parent
from domains.kit.fields import Declaration, Field
from domains.kit.kinds import as_what_they_are
from domains.kit.paging import Order, Slice
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer

Rows = QuerySet[Any, Any]
Source = Callable[..., Rows]


@dataclass(frozen=True, eq=False)
class Related(Declaration):
    """Rows of a queryset: of the whole table at the root, of each parent on a type."""

    source: Source

    def rows(self, viewer: Viewer, arguments: Mapping[str, Any]) -> Rows:
        """Return the queryset for this viewer and these arguments."""
        given = {"viewer": viewer, "parent": Parent()}
        return self.source(**wanted(self.source, given), **bound(dict(arguments)))

    def loader(self, info: Info, rows: Rows, arguments: Mapping[str, Any]) -> DataLoader[UUID, Any]:
        """Return the loader of the parents' rows: one for each set of arguments, wherever in the answer it is asked."""

        async def load(keys: list[UUID]) -> list[list[Model]]:
            return await loading.rows_of_parents(rows, keys)

        return info.context.loader(("rows", self, frozen(arguments)), load)


class Many(Related):
    """A short, closed list."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        rows = self.rows(info.context.viewer, arguments)
        if source is None:
            return _fetch(rows)
        return self.loader(info, rows, arguments).load(source.pk)


class One(Related):
    """At most one row."""

    async def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        rows = self.rows(info.context.viewer, arguments)
        found = await (_fetch(rows[:1]) if source is None else self.loader(info, rows, arguments).load(source.pk))
        return found[0] if found else None


@dataclass(frozen=True, eq=False)
class Forward(Declaration):
    """The row that a foreign key of this row points at; null where the viewer does not see it."""

    name: str
    is_seen: bool = False

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        key: ForeignKey[Any, Any] = source._meta.get_field(self.name)
        value = getattr(source, key.attname)
        return None if value is None else loading.nodes(info.context, key.related_model).load(value)


@dataclass(frozen=True, eq=False)
class Reference(Declaration):
    """The row that a generic reference points at: a model's label in one column, a key in another."""

    label: str
    key: str
    is_seen: bool = False

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        label, key = getattr(source, self.label), getattr(source, self.key)
        return loading.nodes(info.context, apps.get_model(label)).load(key) if label and key else None


class Pages(Related):
    """A list that can grow, a page at a time."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Page:
        part = Slice.taken_from(arguments)
        rows = self.rows(info.context.viewer, arguments)
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


@on_database
def _fetch(rows: Rows) -> list[Any]:
    return as_what_they_are(rows, rows.model)


@on_database
def _count(rows: Rows) -> int:
    return rows.count()
