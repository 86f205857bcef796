"""Stored counts: columns that say how many related rows there are, declared so that they can be proved and mended.

The services that write the related rows keep them, in the same transaction. Declaring one is all it takes:

    like_count = CountField("likes", help_text="How many people like it.")
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

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
    """A stored count of a model."""

    model: type[models.Model]
    field: CountField

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    def wrong(self) -> QuerySet[Any, Any]:
        """Return the rows whose count is not what it counts, with the `right` one."""
        rows = self.model._base_manager.order_by()
        counted = rows.filter(pk=OuterRef("pk")).annotate(right=Count(self.field.counted, filter=self.field.where))
        wrong: QuerySet[Any, Any] = rows.annotate(right=Subquery(counted.values("right")))
        return wrong.exclude(**{self.field.name: F("right")})

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
        rows = self.model._base_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))
        return self.wrong().filter(pk__in=keys).update(**{self.field.name: F("right")})


def stored_counts() -> Iterator[Stored]:
    """Give every stored count of every domain, lowest domain first."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, CountField):
                yield Stored(model, field)
