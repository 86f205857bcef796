"""A page of rows that belong to many: taken from each owner's newest rows by index, never by reading them all.

The first step asks for the first row of each owner, one index probe each. With as many such rows as the page has
places, nothing beyond the last of them can be on the page: the second step reads each owner's rows up to there.
Filters, cursor and order are those of the queryset, in both steps.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db.models import DateTimeField, F, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from domains.kit.expressions import PARENT_KEY, OneOf, Parent
from domains.kit.visibility import known

# The queryset is written once by the ORM, as the rows of one owner, and stands in both steps. As an array that is
# made once, before anything is looked up by it; a join would let PostgreSQL sort the whole table instead.
STEPS = """ARRAY(
WITH owners AS MATERIALIZED ({owners}),
firsts AS MATERIALIZED (
    SELECT own.* FROM owners AS {parent} CROSS JOIN LATERAL (SELECT * FROM ({rows}) AS own({columns}) LIMIT 1) AS own
),
last AS MATERIALIZED (SELECT c0 FROM firsts ORDER BY {order} LIMIT 1 OFFSET {before})
SELECT own.{key} FROM owners AS {parent} CROSS JOIN LATERAL (
    SELECT * FROM ({rows}) AS own({columns})
    WHERE c0 {side} COALESCE((SELECT c0 FROM last), '{farthest}'::timestamptz) LIMIT {size}
) AS own
)"""


def page(rows: QuerySet[Any, Any], size: int) -> QuerySet[Any, Any]:
    """Return the first rows of an ordered queryset."""
    owners = getattr(rows, "owners", None)
    return rows[:size] if owners is None else _merged(rows, size, *owners)


def _merged(rows: QuerySet[Any, Any], size: int, owners: QuerySet[Any, Any], column: str) -> QuerySet[Any, Any]:
    """Return the first rows of those that belong to the owners; the owners' keys are the one value of each row."""
    names = [str(name) for name in rows.query.order_by]
    own = rows.filter(**{column: Parent()}).values_list(*(name.lstrip("-") for name in names))
    try:
        (sql, parameters), (owners_sql, owners_parameters) = (
            each.query.sql_with_params() for each in (own, owners.order_by())
        )
    except EmptyResultSet:
        return rows.none()
    steps = STEPS.format(owners=owners_sql, rows=sql.replace(PARENT_KEY, "_owner.key"), **_words(rows, names, size))
    keys = RawSQL(steps, (*owners_parameters, *parameters, *parameters), ArrayField(UUIDField()))  # noqa: S611
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
        "parent": "_owner(key)",
        "columns": ", ".join(f"c{place}" for place in range(len(names))),
        "key": f"c{len(names) - 1}",
        "order": ", ".join(f"c{place}{' DESC' if name.startswith('-') else ''}" for place, name in enumerate(names)),
        "side": ">=" if is_descending else "<=",
        "farthest": "-infinity" if is_descending else "infinity",
        "before": size - 1,
        "size": size,
    }
