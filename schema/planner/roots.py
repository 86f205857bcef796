"""Roots: each root field becomes one statement, and the code that makes its answer of the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, TextField, UUIDField

from domains.kit.expressions import CONSTANT, Bound, OneOf, given
from domains.kit.fields import Declaration, Field, model_of, object_types
from domains.kit.ids import decode
from domains.kit.live import BOUNDS, Bounds, Position
from domains.kit.related import Many, One, Pages
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.live import Here
from schema.node import ById, ByIds, require_few
from schema.planner.code import Code, Frame
from schema.planner.errors import Unplannable, as_unplannable
from schema.planner.fields import object_of
from schema.planner.levels import Level, Rows, Statement
from schema.planner.lists import Paged
from schema.planner.pages import ordering, paged
from schema.planner.reads import Answered, Read
from schema.planner.selection import Selected
from schema.planner.shapes import Ids, Leaves, named_by

# PostgreSQL has no rows of more columns.
MOST_OUTPUTS = 1_600


@dataclass(frozen=True, eq=False)
class Root:
    """A root field: the statements it needs, and what makes its value of their rows and of what the request gives."""

    key: str
    reads: Sequence[Read]
    value: Callable[[Sequence[Answered], Leaves], Any]

    @property
    def is_read(self) -> bool:
        """Whether the database is asked for it."""
        return bool(self.reads)


def root(selected: Selected, viewer: Viewer) -> Root:
    """Return what a root field needs.

    Raises:
        Unplannable, TooComplex
    """
    if selected.is_typename:
        name = selected.parent.name
        return Root(selected.key, [], lambda _, __: name)
    field = selected.field
    if not isinstance(field, Field):
        raise Unplannable(f"{selected.name} is a resolver")
    with as_unplannable():
        return made(field.declared, selected, Statement(viewer))


@singledispatch
def made(declared: Declaration, selected: Selected, statement: Statement) -> Root:
    """Return the root of a declaration."""
    raise Unplannable(f"{selected.name} is declared as {type(declared).__name__}")


@made.register
def _one(declared: One, selected: Selected, statement: Statement) -> Root:
    rows = declared.rows(statement.viewer, selected.arguments())[:1]
    return of_row(rows, selected.type, selected, statement)


def of_row(rows: Rows, kind: Any, selected: Selected, statement: Statement) -> Root:
    """Return the root that is the first row of a queryset, as an object of a type."""
    level = Level(statement, rows)
    read, function = _of_level(level, kind, selected)
    return Root(selected.key, [read], lambda answers, _: function(answers[0][0]) if answers[0] else None)


def _of_level(level: Level, kind: Any, selected: Selected, *, first: str = "") -> tuple[Read, Callable[[Any], Any]]:
    """Return the statement of a level's rows, and what makes an object of each."""
    item = object_of(level, kind, selected)
    frame = Frame(Code(), is_nested=False)
    if first:
        frame.take(first)
    made = item.code(frame)
    function = frame.code.function(frame.row, [f"return {made}"])
    return _read(level, frame), function


def _read(level: Level, frame: Frame, beside: str = "") -> Read:
    if len(frame.outputs) > MOST_OUTPUTS:
        raise Unplannable("a row has no more columns")
    outputs = ", ".join(frame.outputs) or "1"
    # The source is written last of all: only then is it known which columns are taken.
    if beside or level.joined:
        sql = f"{level.first()}SELECT {outputs} FROM {level.joined_to_first(beside)}{level.order()}"  # noqa: S608
    else:
        sql = f"SELECT {outputs} FROM {level.source()}{level.order()}"  # noqa: S608 - Django's own words
    return Read(sql, level.statement.parameters, level.statement.levels)


@made.register
def _many(declared: Many, selected: Selected, statement: Statement) -> Root:
    rows = declared.rows(statement.viewer, selected.arguments())
    read, function = _of_level(Level(statement, rows, order=ordering(rows)), selected.type, selected)
    return Root(selected.key, [read], lambda answers, _: [function(row) for row in answers[0]])


@made.register
def _pages(declared: Pages, selected: Selected, statement: Statement) -> Root:
    page = paged(declared, selected, statement, object_of)
    counts = [each for _, each in page.fields if isinstance(each, str)]
    if not page.reads_rows:
        return _counted(page, selected, statement, counts)
    frame = Frame(Code(), is_nested=False)
    if not counts:
        function = page.function(frame)
        return Root(selected.key, [_read(page.level, frame)], lambda answers, _: function(answers[0], None))
    # The count stands beside every row; a list without rows has one row, which is none.
    frame.take("counted.rows")
    frame.take(page.level.is_there)
    function = page.function(frame)
    read = _read(page.level, frame, f"(SELECT {counts[0]}) AS counted(rows)")
    return Root(
        selected.key,
        [read],
        lambda answers, _: function([row for row in answers[0] if row[1]], answers[0][0][0]),
    )


def _counted(page: Paged, selected: Selected, statement: Statement, counts: list[str]) -> Root:
    """Return the root of a connection of which no row is asked for."""
    frame = Frame(Code(), is_nested=False)
    function = page.function(frame)
    # Without a count too: an argument that does not fit is refused, whatever is asked for.
    reads = [Read(f"SELECT {counts[0] if counts else 'NULL'}", statement.parameters)]
    return Root(selected.key, reads, lambda answers, _: function([], answers[0][0][0]))


@made.register
def _here(declared: Here, selected: Selected, statement: Statement) -> Root:
    def value(answers: Sequence[Answered], _: Leaves) -> str:
        bounds = Bounds(*answers[0][0])
        return Position(bounds.log, bounds.head).cursor()

    return Root(selected.key, [Read(BOUNDS, statement.parameters)], value)


@made.register
def _by_id(declared: ById, selected: Selected, statement: Statement) -> Root:
    wanted = given(selected.raw_arguments["id"])
    rows = _named(named_by(wanted.value), statement.viewer).filter(pk=wanted.map(_key, UUIDField()))
    return of_row(rows, schema._schema.type_map[named_by(wanted.value)], selected, statement)  # noqa: SLF001


@made.register
def _by_ids(declared: ByIds, selected: Selected, statement: Statement) -> Root:
    wanted = selected.raw_arguments["ids"]
    path = wanted.path if isinstance(wanted, Ids) else CONSTANT
    constant = [each.value if hasattr(each, "value") else each for each in wanted]
    if path == CONSTANT and any(hasattr(each, "value") for each in wanted):
        raise Unplannable("ids one by one")
    names = sorted({named_by(each) for each in constant})
    parts = [_of_type(name, path, constant, selected, Statement(statement.viewer)) for name in names]

    def value(answers: Sequence[Answered], leaves: Leaves) -> list[Any]:
        # By type and key: two types may have rows with one key, and clients may make such ids.
        found = {
            (name, row[0]): function(row)
            for name, (_, function), rows in zip(names, parts, answers, strict=True)
            for row in rows
        }
        return [found.get(decode(each)) for each in (leaves[path] if path else constant)]

    return Root(selected.key, [read for read, _ in parts], value)


def _of_type(
    name: str, path: str, constant: list[str], selected: Selected, statement: Statement
) -> tuple[Read, Callable[[Any], Any]]:
    """Return the statement of those ids that name a type."""
    rows = _named(name, statement.viewer)
    keys = Bound(path, constant, ArrayField(TextField())).map(_keys_of(name), ArrayField(UUIDField()))
    level = Level(statement, rows.filter(OneOf(F("pk"), keys)))
    kind = schema._schema.type_map[name]  # noqa: SLF001
    return _of_level(level, kind, selected, first=level.key.sql)


def _named(name: str, viewer: Viewer) -> Rows:
    """Return the rows of a type that the viewer sees.

    Raises:
        Unplannable: the id names none.
    """
    if name not in object_types:
        raise Unplannable("no id of ours")
    rows: Rows = model_of(name)._default_manager.visible_to(viewer)
    return rows


def _keys_of(name: str) -> Callable[[Any], list[UUID]]:
    def keys(ids: Sequence[str]) -> list[UUID]:
        require_few(ids)
        return [key for found, key in map(decode, ids) if found == name]

    return keys


def _key(id: str) -> UUID:
    return decode(id)[1]
