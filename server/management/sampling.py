"""Variables to try an operation with: none, nulls, and all of them, with every value of an enum in its turn."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    OperationType,
    get_named_type,
    type_from_ast,
)

from domains.kit import ids
from schema.build import schema
from schema.preparing import Prepared

GRAPH = schema._schema  # noqa: SLF001 - the schema as graphql-core has it
SCALARS: dict[str, Any] = {
    "String": "robot", "Int": 2, "Float": 0.5, "Date": "2026-01-31", "DateTime": "2026-01-31T12:00:00Z", "JSON": {},
}  # fmt: skip
# The root fields that ask which type an id names; to all others an id is a value like any other.
ASK_FOR_TYPES = {"node", "nodes"}
# A page has one direction.
DIRECTIONS = ({"last", "before"}, {"first", "after"})


def variables(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """Give what to try an operation with."""
    kinds = _kinds(prepared)
    yield {name: sample(kind) for name, kind in kinds.items() if isinstance(kind, GraphQLNonNull)}
    yield {name: sample(kind) if isinstance(kind, GraphQLNonNull) else None for name, kind in kinds.items()}
    id_turns = len(id_types()) if _root_fields(prepared) & ASK_FOR_TYPES else 1
    turns = max((_turns(kind, id_turns) for kind in kinds.values()), default=0)
    for left_out in DIRECTIONS:
        given = {name: kind for name, kind in kinds.items() if name not in left_out}
        yield from ({name: sample(kind, turn) for name, kind in given.items()} for turn in range(turns))


def sample(kind: GraphQLInputType, turn: int = 0) -> Any:
    """Return a value that fits a type; turn by turn another one, where there are several that matter."""
    if isinstance(kind, GraphQLNonNull):
        return sample(kind.of_type, turn)
    if isinstance(kind, GraphQLList):
        return [sample(kind.of_type, turn)]
    if isinstance(kind, GraphQLEnumType):
        return list(kind.values)[turn % len(kind.values)]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: sample(field.type, turn) for name, field in kind.fields.items()}
    assert isinstance(kind, GraphQLScalarType)  # noqa: S101 - there is no other input type
    if kind.name == "ID":
        names = id_types()
        return ids.encode(names[turn % len(names)], UUID(int=turn))
    return turn % 2 == 0 if kind.name == "Boolean" else SCALARS[kind.name]


def _kinds(prepared: Prepared) -> dict[str, GraphQLInputType]:
    """Return the types of an operation's variables; what a mutation writes is no matter of its plan."""
    nodes = prepared.operation.variable_definitions or ()
    kinds: dict[str, Any] = {node.variable.name.value: type_from_ast(GRAPH, node.type) for node in nodes}
    if prepared.type is not OperationType.MUTATION:
        return kinds
    return {name: kind for name, kind in kinds.items() if not isinstance(get_named_type(kind), GraphQLInputObjectType)}


def _root_fields(prepared: Prepared) -> set[str]:
    """Return the names of the fields that an operation itself asks for."""
    selections = prepared.operation.selection_set.selections
    return {each.name.value for each in selections if isinstance(each, FieldNode)}


def _turns(kind: GraphQLInputType, id_turns: int) -> int:
    """Return how many values of a type matter; of ids so many."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        return max(_turns(field.type, id_turns) for field in named.fields.values())
    if isinstance(named, GraphQLEnumType):
        return len(named.values)
    return {"ID": id_turns, "Boolean": 2}.get(named.name, 1)


def id_types() -> list[str]:
    """Return the types that ids name."""
    return [each.name for each in GRAPH.get_possible_types(GRAPH.type_map["Node"])]  # type: ignore[arg-type]
