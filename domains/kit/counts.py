"""Stored values that follow from other rows, declared so that they can be proved and mended.

The services that write those rows keep them, in the same transaction. Declaring one is all it takes:

    like_count = CountField("likes", help_text="How many people like it.")

or, for what is no count of related rows:

    @derived(Enrollment, "progress")
    def progress() -> Any:
        return ...  # the expression that the column must equal
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

# Small enough that no transaction holds many rows for long.
AT_ONCE = 1_000


class CountField(models.PositiveIntegerField[int, int]):
    """How many rows a relation has, kept in the row it belongs to; lists can be ordered by it."""

    def __init__(self, counted: str = "", *, where: Q | None = None, **options: Any) -> None:
        """Declare it.

        Args:
            counted: the name of the relation whose rows are counted.
            where: which of them, in columns of the model that has the count; all without it.
            options: as any column takes them.
        """
        self.counted = counted
        self.where = where
        super().__init__(**{"default": 0, "editable": False} | options)

    def deconstruct(self) -> Any:
        """Return the plain column that it is for migrations: what is counted is no matter of the table."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.PositiveIntegerField", args, options


@dataclass(frozen=True)
class Stored:
    """A stored value of a model.

    Args:
        model: whose column it is.
        name: the column.
        right: makes the expression that it must equal.
    """

    model: type[models.Model]
    name: str
    right: Callable[[], Any]

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def wrong(self) -> QuerySet[Any, Any]:
        """Return the rows whose value is not what it follows from, with the `right` one."""
        rows: QuerySet[Any, Any] = self.model._base_manager.order_by().annotate(right=self.right())
        # Where one of the two is null the comparison says nothing.
        differs = ~Q(**{self.name: F("right")}) | Q(**{self.name: None}) | Q(right=None)
        return rows.filter(differs).exclude(**{self.name: None, "right": None})

    def mend(self) -> int:
        """Set what is wrong right, a few rows at a time, and return how many rows those were."""
        keys = list(self.wrong().values_list("pk", flat=True))
        return sum(self._mend(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))

    @transaction.atomic
    def _mend(self, keys: list[Any]) -> int:
        """Lock some rows, count again, and write.

        Counted before the lock, a like that is committed meanwhile would be lost; counted by a statement of its
        own after it, whoever writes next adds to what stands here.
        """
        hold(self.model._base_manager.filter(pk__in=keys))
        return self.wrong().filter(pk__in=keys).update(**{self.name: F("right")})


def hold(rows: QuerySet[Any, Any]) -> None:
    """Lock rows, in the order of their keys: two who hold the same ones at once do not wait for each other."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def uncount(model: type[models.Model], name: str, counted: QuerySet[Any, Any]) -> None:
    """Delete rows that a stored count counts, and let the counts of what they belong to follow.

    Args:
        model: whose column the count is.
        name: the column, a `CountField`.
        counted: the rows to delete.
    """
    field: Any = model._meta.get_field(name)
    relation: Any = model._meta.get_field(field.counted)
    key = relation.field.name
    rows = model._base_manager.filter(pk__in=counted.values(key))
    hold(rows)
    number = counted.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(number=Count("pk"))
    rows.update(**{name: F(name) - Subquery(number.values("number"))})
    counted.delete()


def number_of(rows: QuerySet[Any, Any], by: str, *, counted: str = "pk") -> Coalesce:
    """Return how many of these there are, as an expression; rows say by a filter on an outer row whose they are.

    Args:
        rows: what is counted.
        by: the column that all of them share.
        counted: of which column the different values count; all rows, where it is the key.
    """
    number = Count(counted, distinct=counted != "pk")
    grouped = rows.order_by().values(by).annotate(number=number).values("number")
    return Coalesce(Subquery(grouped, models.IntegerField()), 0)


_derived: list[Stored] = []


def derived(model: type[models.Model], name: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Declare that a column must equal the expression that the function returns."""

    def declare(right: Callable[[], Any]) -> Callable[[], Any]:
        _derived.append(Stored(model, name, right))
        return right

    return declare


def stored_values() -> Iterator[Stored]:
    """Give every stored value of every domain: the counts, lowest domain first, then what else is derived."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, CountField):
                yield Stored(model, field.name, partial(_counted, model, field))
    yield from _derived


def _counted(model: type[models.Model], field: CountField) -> Subquery:
    rows = model._base_manager.order_by().filter(pk=OuterRef("pk"))
    return Subquery(rows.annotate(right=Count(field.counted, filter=field.where)).values("right"))
