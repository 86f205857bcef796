"""The generic loaders: any relation, any expression, any row by key, for any number of parents in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from strawberry.dataloader import DataLoader

from domains.kit.context import Context
from domains.kit.expressions import PARENT_COLUMN, PARENT_TABLE
from domains.kit.kinds import as_what_they_are
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer


class Expressible(Protocol):
    """A declared expression: what a viewer reads of a row, as SQL."""

    def build(self, viewer: Viewer) -> Any:
        """Return the ORM expression."""


def _lateral(queryset: QuerySet[Any, Any], select: str, tail: str = "") -> tuple[str, tuple[Any, ...]]:
    """Return SQL that runs the queryset once for each parent key of its first parameter."""
    sql, parameters = queryset.query.sql_with_params()
    return (
        f"SELECT {select} FROM unnest(%s::uuid[]) AS {PARENT_TABLE}({PARENT_COLUMN}) "  # noqa: S608 - our own words
        f"CROSS JOIN LATERAL ({sql}) AS _child{tail}"
    ), parameters


@on_database
def rows_of_parents(queryset: QuerySet[Any, Any], keys: Iterable[UUID]) -> list[list[Model]]:
    """Return the rows of each parent, in the queryset's order; the queryset names `Parent()` and may be sliced."""
    wanted = list(keys)
    try:
        sql, parameters = _lateral(queryset, f"_child.*, {PARENT_TABLE}.{PARENT_COLUMN} AS parent_key_")
    except EmptyResultSet:
        return [[] for _ in wanted]
    found = queryset.model._base_manager.raw(sql, [wanted, *parameters])
    rows: dict[UUID, list[Model]] = defaultdict(list)
    for row in as_what_they_are(found, queryset.model):
        rows[row.parent_key_].append(row)
    return [rows[key] for key in wanted]


@on_database
def counts_of_parents(queryset: QuerySet[Any, Any], keys: Iterable[UUID]) -> list[int]:
    """Return how many rows each parent has."""
    wanted = list(keys)
    key = f"{PARENT_TABLE}.{PARENT_COLUMN}"
    try:
        sql, parameters = _lateral(queryset.order_by().values("pk"), f"{key}, count(*)", f" GROUP BY {key}")
    except EmptyResultSet:
        return [0 for _ in wanted]
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted, *parameters])
        counts: Mapping[UUID, int] = dict(cursor.fetchall())
    return [counts.get(key, 0) for key in wanted]


def nodes(context: Context, model: type[Model]) -> DataLoader[UUID, Model | None]:
    """Return the loader of a model's rows by primary key; one the viewer does not see is `None`."""

    @on_database
    def load(keys: list[UUID]) -> list[Model | None]:
        seen = model._default_manager.visible_to(context.viewer).filter(pk__in=keys)  # type: ignore[attr-defined]
        rows = {row.pk: row for row in as_what_they_are(seen.order_by(), model)}
        return [rows.get(key) for key in keys]

    return context.loader(("nodes", model), load)


def expressions(context: Context, model: type[Model]) -> DataLoader[tuple[UUID, Expressible], Any]:
    """Return the loader of declared expressions: all that one level of an answer selects, in one statement."""

    @on_database
    def load(keys: list[tuple[UUID, Expressible]]) -> list[Any]:
        asked = list(dict.fromkeys(expression for _, expression in keys))
        names = {expression: f"value_{number}" for number, expression in enumerate(asked)}
        rows = (
            model._base_manager.order_by()
            .filter(pk__in={key for key, _ in keys})
            .annotate(**{name: expression.build(context.viewer) for expression, name in names.items()})
            .values("pk", *names.values())
        )
        found = {row["pk"]: row for row in rows}
        # A row that was deleted a moment ago has no values any more.
        return [found[key][names[expression]] if key in found else None for key, expression in keys]

    return context.loader(("expressions", model), load)
