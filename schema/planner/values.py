"""Values: what pure functions return, completed as the executor would: lists, objects, unions, scalars."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from schema.build import schema
from schema.planner.errors import Mismatch, Unplannable
from schema.planner.selection import Selected

Complete = Callable[[Any], Any]


def completion(kind: GraphQLOutputType, selected: Selected) -> Complete:
    """Return what turns a value of this type into the answer's.

    Raises:
        Unplannable: a field of it needs more than the value.
    """
    if is_non_null_type(kind):
        return _present(completion(kind.of_type, selected))
    inner = _nullable(kind, selected)
    return lambda value: None if value is None else inner(value)


def _nullable(kind: Any, selected: Selected) -> Complete:
    if is_list_type(kind):
        item = completion(kind.of_type, selected)
        return lambda values: [item(value) for value in values]
    if is_leaf_type(kind):
        return _leaf(kind)
    if is_object_type(kind):
        return _object(kind, selected)
    if is_abstract_type(kind):
        return _choice(kind, selected)
    raise Unplannable(f"{kind} is no type of values")


def _present(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        found = inner(value)
        if found is None:
            raise Mismatch("null where there must be a value")
        return found

    return complete


def _leaf(kind: Any) -> Complete:
    def complete(value: Any) -> Any:
        try:
            return kind.coerce_output_value(value)
        except (GraphQLError, ValueError, TypeError) as error:
            raise Mismatch(str(error)) from error

    return complete


def _object(kind: GraphQLObjectType, selected: Selected) -> Complete:
    fields = [(each.key, _field(kind, each)) for each in selected.below(kind)]
    return lambda value: {key: complete(value) for key, complete in fields}


def _field(kind: GraphQLObjectType, selected: Selected) -> Complete:
    if selected.is_typename:
        return lambda _: kind.name
    complete, field = completion(selected.definition.type, selected), selected.field
    if field.base_resolver is None:
        name = field.python_name
        return lambda value: complete(getattr(value, name))
    if field.base_resolver.is_async or field.arguments or field.base_resolver.info_parameter:
        raise Unplannable(f"{kind.name}.{selected.name} needs more than its value")
    function: Any = field.base_resolver.wrapped_func
    return lambda value: complete(function(value))


def _choice(kind: Any, selected: Selected) -> Complete:
    """Return what completes a value of one of several types, told apart by its class."""
    choices: dict[type, Complete] = {
        each.extensions["strawberry-definition"].origin: _object(each, selected)
        for each in schema._schema.get_possible_types(kind)  # noqa: SLF001
    }

    def complete(value: Any) -> Any:
        if type(value) not in choices:
            raise Mismatch(f"{type(value).__name__} is no {kind.name}")
        return choices[type(value)](value)

    return complete
