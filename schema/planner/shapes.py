"""Shapes: what of an operation's variables changes the SQL, and what only fills its holes.

Enums, flags and the sizes of pages do by their value; texts by whether they say something; ids by the type that they
name; everything by being absent, null or given. All else is a hole: the same plan serves every value of it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    InlineFragmentNode,
    OperationType,
    VariableNode,
    is_list_type,
    is_non_null_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.language import OperationDefinitionNode, visit
from graphql.language.visitor import Visitor

from domains.kit import ids
from domains.kit.errors import InvalidId
from domains.kit.expressions import Bound, given
from domains.kit.paging import LARGEST_PAGE
from schema.build import schema

ABSENT = "absent"
# Arguments whose number is written into the SQL.
SIZES = {"first", "last"}

Leaves = dict[str, Any]


class Ids(list[Any]):
    """A list of ids, which is bound as a whole."""

    def __init__(self, values: list[Any], path: str) -> None:
        super().__init__(values)
        self.path = path


@dataclass(frozen=True)
class Given:
    """What one request gives: the shape of its variables, and the values that fill the holes, by their paths."""

    shape: Hashable
    leaves: Leaves


@dataclass(frozen=True, eq=False)
class Shapes:
    """Reads the variables of one operation."""

    document: DocumentNode
    operation: OperationDefinitionNode

    @cached_property
    def _types(self) -> list[tuple[str, GraphQLInputType]]:
        """The variables that reading depends on; what is written is no matter of a plan."""
        known = [(node.variable.name.value, _type_of(node.type)) for node in self.operation.variable_definitions or ()]
        if self.operation.operation is not OperationType.MUTATION:
            return known
        read = _variables_of_payloads(self.document, self.operation)
        return [(name, kind) for name, kind in known if name in read]

    @cached_property
    def _sizes(self) -> frozenset[str]:
        """The variables that some page takes its size from."""
        found: set[str] = set()

        class Sizes(Visitor):
            def enter_argument(self, node: ArgumentNode, *_: object) -> None:
                if node.name.value in SIZES and isinstance(node.value, VariableNode):
                    found.add(node.value.name.value)

        visit(self.document, Sizes())
        return frozenset(found)

    def given(self, coerced: Mapping[str, Any]) -> Given:
        """Return what the coerced values of the variables give."""
        leaves: Leaves = {}
        shape = tuple(
            self._shape(name, kind, coerced[name], leaves) if name in coerced else ABSENT for name, kind in self._types
        )
        return Given(shape, leaves)

    def with_holes(self, values: Mapping[str, Any]) -> VariableValues:
        """Return the values with bound ones in place of what only fills holes."""
        holes = {name: self._hole(name, kind, values[name])
                 for name, kind in self._types if name in values}  # fmt: skip
        return VariableValues(self._sources(values), {**values, **holes})

    @staticmethod
    def _sources(values: Mapping[str, Any]) -> dict[str, VariableValueSource]:
        return {name: VariableValueSource(None, value) for name, value in values.items()}  # type: ignore[arg-type]

    def _shape(self, path: str, kind: GraphQLInputType, value: Any, leaves: Leaves) -> Hashable:
        """Return the shape of a value, and note its leaves."""
        if value is None:
            return None
        kind = _bare(kind)
        if isinstance(kind, GraphQLInputObjectType):
            return tuple(
                (name, self._shape(f"{path}.{name}", kind.fields[name].type, each, leaves))
                for name, each in value.items()
            )
        leaves[path] = value
        return _leaf_shape(kind, value, by_value=path in self._sizes)

    def _hole(self, path: str, kind: GraphQLInputType, value: Any) -> Any:
        kind = _bare(kind)
        if isinstance(kind, GraphQLInputObjectType) and value is not None:
            return {name: self._hole(f"{path}.{name}", kind.fields[name].type, each) for name, each in value.items()}
        if value is None or _is_by_value(kind) or path in self._sizes:
            return value
        if is_list_type(kind):
            return Ids(value, path) if _bare(kind.of_type) is GraphQLID else value
        plain = given(value)
        return Bound(path, value, plain.output_field) if isinstance(plain, Bound) else value


def _leaf_shape(kind: GraphQLInputType, value: Any, *, by_value: bool) -> Hashable:
    if by_value and type(value) is int and not 0 <= value <= LARGEST_PAGE:
        return "no page"
    if by_value or _is_by_value(kind):
        return value  # type: ignore[no-any-return]
    if isinstance(kind, GraphQLList):
        # Which types a list of ids names decides which statements there are; any other list is what it is.
        return tuple(sorted(set(map(named_by, value)))) if _bare(kind.of_type) is GraphQLID else repr(value)
    if kind is GraphQLID:
        return named_by(value)
    if isinstance(value, str):
        return bool(value.strip())
    # What no column could hold fills no hole: it is written into the plan.
    return type(value).__name__ if isinstance(given(value), Bound) else repr(value)


def _variables_of_payloads(document: DocumentNode, operation: OperationDefinitionNode) -> set[str]:
    """Return the variables that a mutation uses elsewhere than in what it writes."""
    found: set[str] = set()

    class Variables(Visitor):
        def enter_variable(self, node: VariableNode, *_: object) -> None:
            found.add(node.name.value)

    for node in (*operation.selection_set.selections, *document.definitions):
        if isinstance(node, FieldNode):
            for part in (*(node.directives or ()), *([node.selection_set] if node.selection_set else [])):
                visit(part, Variables())
        elif isinstance(node, (FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode)):
            visit(node, Variables())
    return found


def named_by(id: str) -> str:
    """Return the type that an id names; nothing where it is none of ours."""
    try:
        return ids.decode(id)[0]
    except InvalidId:
        return ""


def _is_by_value(kind: GraphQLInputType) -> bool:
    return isinstance(kind, GraphQLEnumType) or kind is GraphQLBoolean


def _bare(kind: Any) -> Any:
    return kind.of_type if is_non_null_type(kind) else kind


def _type_of(node: Any) -> GraphQLInputType:
    return type_from_ast(schema._schema, node)  # type: ignore[no-any-return]  # noqa: SLF001
