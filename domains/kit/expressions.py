"""SQL expressions whose value is bound when a statement runs, not when it is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.lookups import IsNull

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

# The table and column by which a batched statement names the parent of each row.
PARENT_TABLE = "_parent"
PARENT_COLUMN = "key"
PARENT_KEY = f'"{PARENT_TABLE}"."{PARENT_COLUMN}"'
# The name of a bound value that has none: it is what it is.
CONSTANT = ""
# The names of what clients do not give; no variable of theirs can be called so.
VIEWER_ID = "!viewer_id"
NOW = "!now"

# The columns that Python's plain values stand for.
_FIELDS: dict[type, Callable[[], Field[Any, Any]]] = {
    str: TextField, int: IntegerField, float: FloatField, UUID: UUIDField, datetime: DateTimeField, date: DateField,
    list: lambda: ArrayField(TextField()),
}  # fmt: skip

_is_planning: ContextVar[bool] = ContextVar("is_planning", default=False)


@contextmanager
def planning() -> Iterator[None]:
    """Let the SQL that is written in the block have holes where bound values go: it serves all that may fill them."""
    token = _is_planning.set(True)
    try:
        yield
    finally:
        _is_planning.reset(token)


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

    def __init__(
        self, name: str, value: object, output_field: Field[Any, Any], steps: tuple[Callable[[Any], Any], ...] = ()
    ) -> None:
        super().__init__(value, output_field=output_field)
        self.name = name
        # What is still to be done with the value once it is known.
        self.steps = steps

    def __bool__(self) -> bool:
        """Whether it says something: a blank text does not. Whether it does may change the SQL, its value may not."""
        return bool(self.value.strip()) if isinstance(self.value, str) else True

    def map(self, function: Callable[[Any], Any], output_field: Field[Any, Any] | None = None) -> "Bound":
        """Return what a pure function makes of the value: at once, or, while planning, whenever it is bound."""
        field = output_field or self.output_field
        if _is_planning.get():
            return Bound(self.name, self.value, field, (*self.steps, function))
        return Bound(self.name, function(self.value), field)

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> Any:
        """Return the value as a parameter; while planning, the place where it goes."""
        if not _is_planning.get():
            return super().as_sql(compiler, connection)
        return f"(%s)::{type_of(self.output_field, connection)}", [self]


def type_of(field: Field[Any, Any], connection: "BaseDatabaseWrapper") -> str:
    """Return the type of a column's values, without the limits of the column."""
    if isinstance(field, ArrayField):
        return f"{type_of(field.base_field, connection)}[]"
    name = str(field.db_type(connection))
    return "text" if name.startswith("varchar") else name


def given(value: Any) -> Any:
    """Return an argument as a bound value; what says what to do rather than with what (flags, enums) stays as it is."""
    field = _FIELDS.get(type(value))
    return value if field is None else Bound(CONSTANT, value, field())


class OneOf(Func):
    """The condition that a value is one of an array's; with as many as there are, the SQL is the same."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("

    def __init__(self, value: Any, array: Any) -> None:
        super().__init__(value, array, output_field=BooleanField())


class HasWords(Func):
    """The condition that a text has all of the words, in any letter case."""

    template = "%(expressions)s)"
    arg_joiner = " ILIKE ALL ("

    def __init__(self, text: Any, words: Any, *, most: int) -> None:
        """Take the words of a search, or as many of them as count."""
        patterns = given(words).map(lambda said: like_patterns(said, most), ArrayField(TextField()))
        super().__init__(text, patterns, output_field=BooleanField())


def like_patterns(words: str, most: int) -> list[str]:
    """Return for each word the pattern of the texts that have it."""
    return [f"%{_escaped(word)}%" for word in words.split()[:most]]


def _escaped(word: str) -> str:
    """Return a word as LIKE takes it for itself."""
    for letter in "\\%_":
        word = word.replace(letter, f"\\{letter}")
    return word


class Parent(Expression):
    """The primary key of the parent whose related rows a batched statement fetches."""

    def __init__(self) -> None:
        super().__init__(output_field=UUIDField())

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, tuple[str | int, ...]]:
        """Return the reference to the parent's key."""
        return PARENT_KEY, ()
