"""SQL expressions whose value is bound when a statement runs, not when it is written."""

from typing import TYPE_CHECKING, Any

from django.db.models import Expression, Field, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.lookups import IsNull

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

# The table and column by which a batched statement names the parent of each row.
PARENT_TABLE = "_parent"
PARENT_COLUMN = "key"


def is_found(rows: QuerySet[Any, Any]) -> Q:
    """Return the condition that there is such a row, which PostgreSQL asks anew for each row of a page.

    `EXISTS` says the same, but between other alternatives PostgreSQL may answer it for the whole table at once, which
    pays for a long list and is a thousand times too much for a page.
    """
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))  # noqa: FBT003 - Django's signature


class Bound(Value):
    """A value with a name.

    Querysets hold it where others would hold the value itself, so that the SQL written for one viewer
    serves every viewer of the same kind: only what the name stands for differs.
    """

    def __init__(self, name: str, value: object, output_field: Field[Any, Any]) -> None:
        super().__init__(value, output_field=output_field)
        self.name = name


class Parent(Expression):
    """The primary key of the parent whose related rows a batched statement fetches."""

    def __init__(self) -> None:
        super().__init__(output_field=UUIDField())

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, tuple[str | int, ...]]:
        """Return the reference to the parent's key."""
        quote = connection.ops.quote_name
        return f"{quote(PARENT_TABLE)}.{quote(PARENT_COLUMN)}", ()
