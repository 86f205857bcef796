"""Which fields of the schema a set of operations asks for: one that none asks for is not known to agree."""

from collections.abc import Iterable
from typing import Any

from graphql import FieldNode, GraphQLObjectType, TypeInfo, TypeInfoVisitor, Visitor, get_named_type, parse, visit

from tests.support.agreement.asking import Question
from tests.support.agreement.pools import GRAPH


class _Fields(Visitor):
    """Collects the coordinates of fields."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Remember a field."""
        parent = self.types.get_parent_type()
        if parent is not None and not node.name.value.startswith("__"):
            self.found.add(f"{parent.name}.{node.name.value}")


def asked(questions: Iterable[Question]) -> set[str]:
    """Return the coordinates of all fields that are asked for."""
    types = TypeInfo(GRAPH)
    fields = _Fields(types)
    for question in questions:
        visit(parse(question.text), TypeInfoVisitor(types, fields))
    return fields.found


def readable() -> set[str]:
    """Return the coordinates of all fields of objects that a query can reach."""
    assert GRAPH.query_type is not None
    reached: list[Any] = [GRAPH.query_type]
    for each in reached:  # grows as types lead to others
        inner = [get_named_type(field.type) for field in getattr(each, "fields", {}).values()]
        inner += GRAPH.get_possible_types(each) if not hasattr(each, "fields") else []
        inner += GRAPH.get_possible_types(each) if each.name == "Node" else []
        reached += [new for new in dict.fromkeys(inner) if new not in reached]
    return {f"{each.name}.{name}" for each in reached if isinstance(each, GraphQLObjectType) for name in each.fields}
