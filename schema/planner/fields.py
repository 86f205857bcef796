"""Fields: what each kind of declaration is over the rows of a level. A new kind of declaration is a function here."""

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import F
from graphql import GraphQLObjectType, is_abstract_type, is_leaf_type, is_non_null_type

from domains.kit import visibility
from domains.kit.fields import Column, Computed, Declaration, Expression, Field, Found, object_types
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


def record(level: Level, kind: GraphQLObjectType, selected: Selected, *, is_joined: bool = False) -> Record:
    """Return the object that a field's value is, whose row the level has."""
    fields = [(each.key, piece(each, level)) for each in selected.below(kind)]
    return Record(fields, level.is_there if is_joined else None)


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
    inputs = [(taken, wire_of(taken.field)) for taken in map(level.column, declared.columns)]
    return Pure(declared.function, inputs, completion(selected.definition.type, selected))


@made.register
def _expression(declared: Expression, selected: Selected, level: Level) -> Piece:
    try:
        taken = level.expression(declared, declared.build(level.statement.viewer))
    except FieldError as error:
        raise Unplannable(str(error)) from error
    return _leaf(taken, selected)


@made.register
def _found(declared: Found, selected: Selected, level: Level) -> Piece:
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
    return row_of(selected.type, column.sql, selected, level, is_seen=declared.is_seen)


@made.register
def _reference(declared: Reference, selected: Selected, level: Level) -> Piece:
    label, key = level.column(declared.label).sql, level.column(declared.key).sql
    options = [
        # The key is null where another type is meant, and nothing is looked for.
        row_of(
            kind,
            f"(CASE WHEN {label} = '{_model(kind)._meta.label}' THEN {key} END)",
            selected,
            level,
            is_seen=declared.is_seen,
        )
        for kind in schema._schema.get_possible_types(selected.type)  # type: ignore[arg-type]  # noqa: SLF001
    ]
    return Choice(options)


def row_of(kind: Any, key: str, selected: Selected, level: Level, *, is_seen: bool = False) -> Record:
    """Return the row of a type with this key, where the viewer sees it; `is_seen` says that who sees the level does."""
    if is_abstract_type(kind):
        raise Unplannable(f"{kind} is not one table")
    rows = (
        visibility.known(_model(kind))
        if is_seen and level.is_visible
        else _model(kind)._default_manager.visible_to(level.statement.viewer)
    )
    other = Level(level.statement, by_key(rows), parent=key)
    level.join(other)
    return record(other, kind, selected, is_joined=True)


@made.register
def _one(declared: One, selected: Selected, level: Level) -> Piece:
    other = Level(level.statement, _rows(declared, selected, level)[:1], parent=level.key.sql)
    level.join(other)
    return record(other, _object(selected), selected, is_joined=True)


@made.register
def _many(declared: Many, selected: Selected, level: Level) -> Piece:
    rows = _rows(declared, selected, level)
    other = Level(level.statement, rows, parent=level.key.sql, order=ordering(rows))
    return Listing(other, record(other, _object(selected), selected))


@made.register
def _pages(declared: Pages, selected: Selected, level: Level) -> Piece:
    return paged(declared, selected, level.statement, record, parent=level)


def _rows(declared: Any, selected: Selected, level: Level) -> Any:
    return below(declared.rows(level.statement.viewer, selected.arguments()), level)


def _object(selected: Selected) -> GraphQLObjectType:
    if not isinstance(selected.type, GraphQLObjectType):
        raise Unplannable(f"{selected.type} is not one table")
    return selected.type


def _model(kind: Any) -> Any:
    """Return the model of a type."""
    return object_types[kind.name].__strawberry_django_definition__.model
