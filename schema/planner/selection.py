"""What an operation asks for, as a tree.

Fragments are spread, directives obeyed and equal fields merged as the executor does it, with its own code.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    OperationDefinitionNode,
    get_argument_values,
    get_named_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from schema.build import schema
from schema.planner.errors import Unplannable

TYPENAME = "__typename"


@contextmanager
def _plannable() -> Iterator[None]:
    """Leave to the executor what it refuses."""
    try:
        yield
    except GraphQLError as error:
        raise Unplannable(error.message) from error


@dataclass(frozen=True, eq=False)
class Asked:
    """An operation with the variables of a shape."""

    document: DocumentNode
    operation: OperationDefinitionNode
    variables: VariableValues

    @cached_property
    def fragments(self) -> dict[str, FragmentDetails]:
        """The document's fragments by name."""
        return {
            node.name.value: FragmentDetails(node)
            for node in self.document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    def roots(self, kind: GraphQLObjectType) -> "list[Selected]":
        """Return the root fields.

        Raises:
            Unplannable: a directive's argument does not fit.
        """
        with _plannable():
            found = collect_fields(schema._schema, self.fragments, self.variables, kind, self.operation)  # noqa: SLF001
        return list(self._selected(kind, found.grouped_field_set))

    def below(self, selected: "Selected", kind: GraphQLObjectType) -> "list[Selected]":
        """Return what is asked of a field's value when it is of this type.

        Raises:
            Unplannable: a directive's argument does not fit.
        """
        given = (schema._schema, self.fragments, self.variables, self.operation)  # noqa: SLF001
        with _plannable():
            found = collect_subfields(*given, kind, selected.details)
        return list(self._selected(kind, found.grouped_field_set))

    def _selected(self, kind: GraphQLObjectType, grouped: Mapping[str, list[FieldDetails]]) -> "Iterator[Selected]":
        for key, details in grouped.items():
            yield Selected(key, details[0].node.name.value, kind, details, self)


@dataclass(frozen=True, eq=False)
class Selected:
    """One field that is asked for."""

    key: str
    name: str
    parent: GraphQLObjectType
    details: list[FieldDetails]
    asked: Asked

    @property
    def is_typename(self) -> bool:
        """Whether it asks for the name of the type."""
        return self.name == TYPENAME

    @cached_property
    def definition(self) -> GraphQLField:
        """The field as GraphQL has it."""
        found: GraphQLField = self.parent.fields[self.name]
        return found

    @cached_property
    def field(self) -> StrawberryField:
        """The field as it was declared."""
        field = None if self.name.startswith("__") else self.definition.extensions.get("strawberry-definition")
        if not isinstance(field, StrawberryField):
            raise Unplannable(f"{self.parent.name}.{self.name} is no declared field")
        return field

    @property
    def type(self) -> GraphQLNamedType:
        """The type of its value, without what wraps it."""
        return get_named_type(self.definition.type)

    def below(self, kind: GraphQLObjectType | None = None) -> "list[Selected]":
        """Return what is asked of its value."""
        if kind is None:
            assert isinstance(self.type, GraphQLObjectType)  # noqa: S101 - for the type checker
            kind = self.type
        return self.asked.below(self, kind)

    @cached_property
    def raw_arguments(self) -> dict[str, Any]:
        """The arguments as GraphQL coerces them, with bound values in place of what only fills holes.

        Raises:
            Unplannable: one does not fit.
        """
        with _plannable():
            return get_argument_values(self.definition, self.details[0].node, self.asked.variables)

    def arguments(self) -> dict[str, Any]:
        """Return the arguments as declared functions take them."""
        return self.converted(self.raw_arguments)

    def converted(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return coerced arguments as declared functions take them."""
        return convert_arguments(raw, self.field.arguments, schema.schema_converter.scalar_registry, schema.config)
