"""A page of rows that belong to many: taken from each owner's newest rows by index, never by reading them all.

The first step asks for the first row of each owner, one index probe each. With as many such rows as the page has
places, nothing beyond the last of them can be on the page: the second step reads each owner's rows up to there.
Filters, cursor and order are those of the queryset, in both steps.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, DateTimeField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce


class Unnest(Func):
    """The elements of an array, each as a row."""

    function = "unnest"
    set_returning = True


def is_any_of(value: F, array: ArraySubquery) -> Func:
    """Return whether a value is in an array. Unlike with `IN`, the array is made once, before."""
    made = Func(array, template="(%(expressions)s)")
    return Func(value, made, template="%(expressions)s", arg_joiner=" = ANY ", output_field=BooleanField())


def page(rows: QuerySet[Any, Any], size: int) -> QuerySet[Any, Any]:
    """Return the first rows of an ordered queryset."""
    owners = getattr(rows, "owners", None)
    return rows[:size] if owners is None else _merged(rows, size, *owners)


def _merged(rows: QuerySet[Any, Any], size: int, owners: QuerySet[Any, Any], column: str) -> QuerySet[Any, Any]:
    """Return the first rows of those that belong to the owners; the owners' keys are the one value of each row."""
    (key,) = owners.query.values_select
    all_rows = rows.model._base_manager.order_by(*rows.query.order_by)
    own = rows.filter(**{column: OuterRef(key)})
    firsts = owners.order_by().annotate(_row=Subquery(own.values("pk")[:1])).values("_row")
    up_to = _up_to(all_rows.filter(is_any_of(F("pk"), ArraySubquery(firsts)))[size - 1 : size], rows)
    near = ArraySubquery(own.filter(**up_to).values("pk")[:size])
    found = owners.order_by().annotate(_row=Unnest(near)).values("_row")
    merged: QuerySet[Any, Any] = all_rows.filter(is_any_of(F("pk"), ArraySubquery(found)))
    return merged[:size]


def _up_to(last: QuerySet[Any, Any], rows: QuerySet[Any, Any]) -> dict[str, Any]:
    """Return the condition that a row is not beyond the last one; with fewer owners than places all rows are near."""
    name = str(rows.query.order_by[0]).lstrip("-")
    if not isinstance(rows.model._meta.get_field(name), DateTimeField):
        raise TypeError(f"rows of many owners are ordered by a moment, not by {name!r}")
    is_descending = str(rows.query.order_by[0]).startswith("-")
    farthest = Cast(Value("-infinity" if is_descending else "infinity"), DateTimeField())
    return {f"{name}__{'gte' if is_descending else 'lte'}": Coalesce(Subquery(last.values(name)), farthest)}
