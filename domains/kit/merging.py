"""A page of rows that belong to many: taken from each owner's newest rows by index, never by reading them all.

The first step takes the first row of each owner, one index probe each, and asks nothing of it; of few owners some
rows each, so that there are enough for a page. These are gone through in order until as many are seen as the page has
places: nothing beyond the last of them can be on the page. The second step reads the rows up to there, of those owners
who have any. Filters, cursor and order are those of the queryset.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db.models import DateTimeField, F, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from domains.kit.expressions import PARENT_KEY, OneOf, Parent
from domains.kit.visibility import known

# As an array that is made once, before anything is looked up by it; a join would let PostgreSQL sort the whole table
# instead. `OFFSET 0` and the comparison with null keep it from asking whether a row is seen before its turn has come.
STEPS = """ARRAY(
WITH owners AS MATERIALIZED ({owners}),
firsts AS MATERIALIZED (
    SELECT _owner.key AS owner, own.* FROM owners AS _owner(key) CROSS JOIN LATERAL (
        SELECT * FROM ({any}) AS own({columns}) LIMIT (SELECT greatest(1, {many} / greatest(count(*), 1)) FROM owners)
    ) AS own
),
last AS MATERIALIZED (
    SELECT c0 FROM (SELECT * FROM firsts ORDER BY {order} OFFSET 0) AS _first
    WHERE ({seen}) IS NOT NULL LIMIT 1 OFFSET {before}
)
SELECT own.{key} FROM (
    SELECT DISTINCT owner FROM firsts WHERE c0 {side} COALESCE((SELECT c0 FROM last), '{farthest}'::timestamptz)
) AS _owner(key) CROSS JOIN LATERAL (
    SELECT * FROM ({rows}) AS own({columns})
    WHERE c0 {side} COALESCE((SELECT c0 FROM last), '{farthest}'::timestamptz) LIMIT {size}
) AS own
)"""


def page(rows: QuerySet[Any, Any], size: int, bounds: Sequence[Q] = ()) -> QuerySet[Any, Any]:
    """Return the first rows of an ordered queryset.

    Args:
        rows: all of them, within the bounds.
        size: how many.
        bounds: the conditions among its own that say between which places of the order they lie.
    """
    owners = getattr(rows, "owners", None)
    return rows[:size] if owners is None else _merged(rows, size, bounds, *owners)


def _merged(
    rows: QuerySet[Any, Any], size: int, bounds: Sequence[Q], owners: QuerySet[Any, Any], column: str
) -> QuerySet[Any, Any]:
    """Return the first rows of those that belong to the owners; the owners' keys are the one value of each row."""
    names = [str(name) for name in rows.query.order_by]
    columns = [name.lstrip("-") for name in names]
    own = rows.filter(**{column: Parent()}).values_list(*columns)
    any_row = rows.model._base_manager.filter(*bounds, **{column: Parent()}).order_by(*names).values_list(*columns)
    seen = rows.filter(pk=Parent()).order_by().values("pk")[:1]
    try:
        owners_sql, any_sql, seen_sql, own_sql = (
            each.query.sql_with_params() for each in (owners.order_by(), any_row, seen, own)
        )
    except EmptyResultSet:
        return rows.none()
    words = _words(rows, names, size)
    steps = STEPS.format(
        owners=owners_sql[0],
        any=any_sql[0].replace(PARENT_KEY, "_owner.key"),
        seen=seen_sql[0].replace(PARENT_KEY, f"_first.{words['key']}"),
        rows=own_sql[0].replace(PARENT_KEY, "_owner.key"),
        **words,
    )
    parameters = (*owners_sql[1], *any_sql[1], *seen_sql[1], *own_sql[1])
    keys = RawSQL(steps, parameters, ArrayField(UUIDField()))  # noqa: S611
    merged = known(rows.model) if getattr(rows, "is_visible", False) else rows.model._base_manager.all()
    merged = merged.filter(OneOf(F("pk"), keys)).order_by(*names)
    return merged[:size]


def _words(rows: QuerySet[Any, Any], names: list[str], size: int) -> dict[str, Any]:
    """Return the words of the two steps that follow from the order, which begins with a moment and ends with the key.

    Raises:
        TypeError: the order begins with something else.
    """
    if not isinstance(rows.model._meta.get_field(names[0].lstrip("-")), DateTimeField):
        raise TypeError(f"rows of many owners are ordered by a moment, not by {names[0]!r}")
    is_descending = names[0].startswith("-")
    return {
        "columns": ", ".join(f"c{place}" for place in range(len(names))),
        "key": f"c{len(names) - 1}",
        "order": ", ".join(f"c{place}{' DESC' if name.startswith('-') else ''}" for place, name in enumerate(names)),
        "side": ">=" if is_descending else "<=",
        "farthest": "-infinity" if is_descending else "infinity",
        "before": size - 1,
        "size": size,
        "many": 2 * size,
    }
