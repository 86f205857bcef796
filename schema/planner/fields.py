"""Fields: what each kind of declaration is over the rows of a level. A new kind of declaration is a function here."""

from collections.abc import Callable, Sequence
from functools import singledispatch
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import F
from graphql import GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, is_leaf_type, is_non_null_type

from domains.kit import visibility
from domains.kit.fields import (
    Column,
    Computed,
    Declaration,
    Expression,
    Field,
    Found,
    interface_types,
    model_of,
)
from domains.kit.nodes import GlobalId
from domains.kit.related import Forward, Many, One, Pages, Reference
from schema.build import schema
from schema.planner.errors import Unplannable
from schema.planner.levels import Level, Taken
from schema.planner.lists import Listing
from schema.planner.pages import by_key, ordering, paged
from schema.planner.pieces import Choice, Constant, Leaf, Piece, Pure, Record
from schema.planner.seen import below
from schema.planner.selection import Selected
from schema.planner.values import completion
from schema.planner.wires import id_wire, leaf_wire, wire_of


def object_of(level: Level, kind: GraphQLNamedType, selected: Selected, *, is_joined: bool = False) -> Piece:
    """Return the object that a field's value is, whose row the level has: a record, or of an interface one of several.

    Raises:
        Unplannable: it is of no type over a table.
    """
    if isinstance(kind, GraphQLObjectType):
        return record(level, kind, selected, is_joined=is_joined)
    if not isinstance(kind, GraphQLInterfaceType) or kind.name not in interface_types:
        raise Unplannable(f"{kind} is not one table")
    return Choice([record(_as(each, level), each, selected, is_joined=True) for each in _types(kind)])


def record(level: Level, kind: GraphQLObjectType, selected: Selected, *, is_joined: bool = False) -> Record:
    """Return an object of this type, whose row the level has."""
    fields = [(each.key, piece(each, level)) for each in selected.below(kind)]
    return Record(fields, level.is_there if is_joined else None)


def _as(kind: GraphQLObjectType, base: Level) -> Level:
    """Return the rows of a base model's level as what they are, where they are of this type."""
    return _row(kind, base.key.sql, base, is_seen=True, base=base)


def _types(kind: Any) -> Sequence[GraphQLObjectType]:
    return schema._schema.get_possible_types(kind)  # noqa: SLF001


def piece(selected: Selected, level: Level) -> Piece:
    """Return what a field is over the rows of a level.

    Raises:
        Unplannable: it is declared in a way that no plan knows.
    """
    if selected.is_typename:
        return Constant(selected.parent.name)
    field = selected.field
    if not isinstance(field, Field):
        raise Unplannable(f"{selected.parent.name}.{selected.name} is a resolver")
    return made(field.declared, selected, level)


@singledispatch
def made(declared: Declaration, selected: Selected, level: Level) -> Piece:
    """Return the piece of a declaration."""
    raise Unplannable(f"{selected.parent.name}.{selected.name} is declared as {type(declared).__name__}")


def _leaf(taken: Taken, selected: Selected, then: Callable[[Any], Any] | None = None) -> Piece:
    """Return a scalar, an enum, or a list of them that is one column."""
    kind = selected.definition.type
    is_required = is_non_null_type(kind)
    bare: Any = kind.of_type if is_non_null_type(kind) else kind
    wire = leaf_wire(taken.field, bare, is_required=is_required) if is_leaf_type(bare) else wire_of(taken.field)
    return Leaf(taken, wire, is_required, then)


@made.register
def _column(declared: Column, selected: Selected, level: Level) -> Piece:
    field = selected.field
    return _leaf(level.column(getattr(field, "django_name", None) or field.python_name), selected)


@made.register
def _computed(declared: Computed, selected: Selected, level: Level) -> Piece:
    inputs = [(taken, wire_of(taken.field)) for taken in (_input(each, level) for each in declared.inputs)]
    return Pure(declared.function, inputs, completion(selected.definition.type, selected))


def _input(declared: str | Expression, level: Level) -> Taken:
    """Return a column, or an expression over the row.

    Raises:
        Unplannable: the expression speaks of what the row has not.
    """
    if isinstance(declared, str):
        return level.column(declared)
    try:
        return level.expression(declared, declared.build(level.statement.viewer))
    except FieldError as error:
        raise Unplannable(str(error)) from error


@made.register
def _expression(declared: Expression, selected: Selected, level: Level) -> Piece:
    return _leaf(_input(declared, level), selected)


@made.register
def _found(declared: Found, selected: Selected, level: Level) -> Piece:
    # What a list carries along its own rows carry, whatever they are beside.
    level = level.base or level
    carried = level.rows.query.annotations.get(declared.annotation)
    if carried is None:
        return Constant(None)
    return _leaf(level.expression(declared, declared.expression(F(declared.annotation))), selected, declared.shown)


@made.register
def _global_id(declared: GlobalId, selected: Selected, level: Level) -> Piece:
    return Leaf(level.key, id_wire(selected.parent.name))


@made.register
def _forward(declared: Forward, selected: Selected, level: Level) -> Piece:
    key = level.model._meta.get_field(declared.name)
    column = level.column(key.attname)  # type: ignore[union-attr]
    other = _row(selected.type, column.sql, level, is_seen=declared.is_seen)
    return object_of(other, selected.type, selected, is_joined=True)


@made.register
def _reference(declared: Reference, selected: Selected, level: Level) -> Piece:
    label, key = level.column(declared.label).sql, level.column(declared.key).sql
    # The key is null where another type is meant, and nothing is looked for.
    options = [
        (kind, f"(CASE WHEN {label} = '{_model(kind)._meta.label}' THEN {key} END)") for kind in _types(selected.type)
    ]
    return Choice([
        record(_row(kind, key, level, is_seen=declared.is_seen), kind, selected, is_joined=True)
        for kind, key in options
    ])  # fmt: skip


def _row(kind: GraphQLNamedType, key: str, level: Level, *, is_seen: bool, base: Level | None = None) -> Level:
    """Return the row of a type with this key, where the viewer sees it; `is_seen` says that who sees the level does."""
    model = _model(kind)
    seen = is_seen and level.is_visible
    rows = visibility.known(model) if seen else model._default_manager.visible_to(level.statement.viewer)
    other = Level(level.statement, by_key(rows), parent=key, base=base)
    level.join(other)
    return other


@made.register
def _one(declared: One, selected: Selected, level: Level) -> Piece:
    other = Level(level.statement, _rows(declared, selected, level)[:1], parent=level.key.sql)
    level.join(other)
    return object_of(other, selected.type, selected, is_joined=True)


@made.register
def _many(declared: Many, selected: Selected, level: Level) -> Piece:
    rows = _rows(declared, selected, level)
    other = Level(level.statement, rows, parent=level.key.sql, order=ordering(rows))
    return Listing(other, object_of(other, selected.type, selected))


@made.register
def _pages(declared: Pages, selected: Selected, level: Level) -> Piece:
    return paged(declared, selected, level.statement, object_of, parent=level)


def _rows(declared: Any, selected: Selected, level: Level) -> Any:
    return below(declared.rows(level.statement.viewer, selected.arguments()), level)


def _model(kind: GraphQLNamedType) -> Any:
    """Return the model of a type.

    Raises:
        Unplannable: it is over none.
    """
    try:
        return model_of(kind.name)
    except KeyError:
        raise Unplannable(f"{kind} is not one table") from None
