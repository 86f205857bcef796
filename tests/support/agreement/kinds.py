"""Which types of the schema can stand where."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import combinations
from typing import Any

from graphql import (
    GraphQLCompositeType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from domains.kit.errors import InvalidId
from domains.kit.ids import decode
from tests.support.agreement.pools import GRAPH

ABSTRACT = [each for each in GRAPH.type_map.values() if isinstance(each, GraphQLInterfaceType | GraphQLUnionType)]


def is_page(parent: GraphQLCompositeType) -> bool:
    """Whether a type is there for the rows below it."""
    return parent.name.endswith(("Connection", "Edge", "ProjectContent"))


def overlapping(parent: GraphQLCompositeType) -> Sequence[GraphQLCompositeType]:
    """Return the types on which a fragment may stand here: the concrete ones of an abstract type most often."""
    if isinstance(parent, GraphQLObjectType):
        around = [each for each in ABSTRACT if parent in GRAPH.get_possible_types(each)]
        return [parent, parent, *around]
    possible = GRAPH.get_possible_types(parent)
    around = [each for each in ABSTRACT if set(possible) & set(GRAPH.get_possible_types(each))]
    return [*possible, *possible, *around]


@cache
def twins(parent: GraphQLInterfaceType | GraphQLUnionType) -> Sequence[tuple[tuple[str, str], tuple[str, str]]]:
    """Return pairs of fields of different concrete types that look alike and are not the same."""
    return [
        ((one.name, field), (other.name, second))
        for one, other in combinations(GRAPH.get_possible_types(parent), 2)
        for field, kind in _leaves(one)
        for second, same in _leaves(other)
        if kind == same and field != second
    ]


def _leaves(on: GraphQLObjectType) -> list[tuple[str, str]]:
    return [(name, str(field.type)) for name, field in on.fields.items() if is_leaf_type(get_named_type(field.type))]


NODES = overlapping(next(each for each in ABSTRACT if each.name == "Node"))


def types_of(ids: Sequence[Any]) -> list[GraphQLCompositeType]:
    """Return the types of the objects behind ids, and behind lists of ids."""
    found: list[GraphQLCompositeType] = []
    for each in ids:
        if isinstance(each, list):
            found += types_of(each)
        else:
            with suppress(InvalidId):
                found += [node for node in NODES if node.name == decode(each)[0]]
    return found
