"""Coercion: the values of an operation's variables, as GraphQL takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
    GraphQLError,
    OperationDefinitionNode,
    VariableDefinitionNode,
    get_variable_values,
    is_non_null_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from schema.build import schema

ABSENT, REQUIRED = object(), object()


@dataclass(frozen=True, eq=False)
class Coercion:
    """Takes the variables of one operation."""

    operation: OperationDefinitionNode

    def coerced(self, inputs: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the variables as GraphQL coerces them; nothing where they do not fit: the executor says how."""
        nodes = self.operation.variable_definitions or ()
        if not nodes:
            return {}
        quick = self._quickly(inputs)
        if quick is not None:
            return quick
        found = get_variable_values(schema._schema, nodes, dict(inputs))  # noqa: SLF001
        return found.coerced if isinstance(found, VariableValues) else None

    def _quickly(self, inputs: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the same where all that is given is scalars and enums that fit, as it nearly always is."""
        values: dict[str, Any] = {}
        try:
            for name, kind, default in self._leaves:
                if name in inputs and inputs[name] is not None:
                    values[name] = kind.coerce_input_value(inputs[name])
                elif name in inputs or default is REQUIRED:
                    return None
                elif default is not ABSENT:
                    values[name] = default
        except (GraphQLError, ValueError, TypeError, AttributeError):
            return None
        return values

    @cached_property
    def _leaves(self) -> list[tuple[str, Any, Any]]:
        """The variables with their types and defaults."""
        return [_leaf(node) for node in self.operation.variable_definitions or ()]


def _leaf(node: VariableDefinitionNode) -> tuple[str, Any, Any]:
    """Return a variable's name, its type without what wraps it, and what it is where nothing is given."""
    kind: Any = type_from_ast(schema._schema, node.type)  # noqa: SLF001
    name = node.variable.name.value
    if node.default_value is not None:
        found = get_variable_values(schema._schema, [node], {})  # noqa: SLF001
        default = found.coerced[name] if isinstance(found, VariableValues) else REQUIRED
    else:
        default = REQUIRED if is_non_null_type(kind) else ABSENT
    return name, kind.of_type if is_non_null_type(kind) else kind, default
