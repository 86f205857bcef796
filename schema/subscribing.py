"""Subscribes: what an operation wants to hear, after which cursor, and what those who want the same have in common."""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from graphql import (
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    SelectionNode,
    VariableNode,
    get_argument_values,
    get_variable_values,
    located_error,
)
from graphql.execution.values import VariableValues
from graphql.language import visit
from graphql.language.visitor import Visitor

from domains.kit.errors import InvalidCursor
from domains.kit.live import Position
from domains.kit.subscriptions import AFTER, Subscription, Topic
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.errors import coded
from schema.planner.errors import Unplannable
from schema.planner.plans import MOST_PLANS, asked_of, coerced, root_type
from schema.planner.selection import Selected
from schema.preparing import LONGEST_REMEMBERED, NotPrepared, Prepared

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hear.

    Args:
        key: equal for all who want to hear the same, and are viewers of one kind.
        variables: what the client gave for the variables, whichever cursor it was.
        values: the same as GraphQL coerces it, without the one that only says after which cursor.
        after: where to go on; nothing for from now on.
    """

    key: Hashable
    prepared: Prepared
    variables: Values
    values: Values
    viewer: Viewer
    after: Position | None

    def root(self) -> Selected:
        """Return the one field that is asked for.

        Raises:
            NotPrepared: a directive leaves none.
        """
        try:
            selections = asked_of(self.prepared, self.values).roots(root_type(self.prepared.type))
        except Unplannable as reason:
            raise refused(GraphQLError(str(reason)), self.prepared) from reason
        if len(selections) != 1:
            raise refused(GraphQLError("A subscription has one field."), self.prepared)
        return selections[0]

    def topic(self, viewer: Viewer | None = None) -> Topic:
        """Return what is listened to, by who wants it or by another viewer of the kind.

        Raises:
            NotPrepared: an argument is refused.
        """
        selected = self.root()
        try:
            given = VariableValues({}, dict(self.values))
            raw = get_argument_values(selected.definition, selected.details[0].node, given)
            return _topic(selected, raw, viewer or self.viewer)
        except Exception as cause:
            raise refused(self.located(cause), self.prepared) from cause

    def planned_topic(self) -> Topic:
        """Return the same for all viewers of the kind, with holes for what the variables give; while planning."""
        selected = self.root()
        return _topic(selected, selected.raw_arguments, Viewer(self.viewer.kind))

    def located(self, cause: Exception) -> GraphQLError:
        """Return what goes wrong as an error of the field that is asked for."""
        return _located(cause, self.prepared)


def _topic(selected: Selected, raw: Mapping[str, Any], viewer: Viewer) -> Topic:
    declared = getattr(selected.field, "declared", None)
    assert isinstance(declared, Subscription)  # noqa: S101 - for the type checker
    arguments = selected.converted({name: value for name, value in raw.items() if name != AFTER})
    return declared.topic(viewer=viewer, **arguments)


def wish(prepared: Prepared, variables: Mapping[str, Any] | None, viewer: Viewer, after: str | None = None) -> Wish:
    """Return what an operation wants to hear.

    Args:
        prepared: a subscription.
        variables: what the client gives for its variables.
        viewer: who wants to hear it.
        after: the cursor that goes before what the operation itself says, as a browser sends it that was cut off.

    Raises:
        NotPrepared: it says too much, a variable does not fit, or the cursor is none of ours.
    """
    # It is kept for as long as somebody listens, and what is made of it for longer.
    if not prepared.is_remembered:
        raise _too_long(prepared)
    values = coerced(prepared, variables)
    if values is None:
        raise _misfit(prepared, variables)
    given = {name: value for name, value in (variables or {}).items() if name in values}
    place = _place_of(prepared)
    position = _position(after or (values.get(place.variable) if place.variable else place.constant), prepared)
    if place.is_alone:
        values.pop(place.variable, None)
        # The executor wants one all the same, if it must be given.
        given[place.variable] = ""
    own = _key(values)
    if len(own) > LONGEST_REMEMBERED:
        raise _too_long(prepared)
    return Wish((prepared.text, prepared.name, viewer.kind, own), prepared, given, values, viewer, position)


def _position(cursor: str | None, prepared: Prepared) -> Position | None:
    try:
        return None if cursor is None else Position.of(cursor)
    except InvalidCursor as cause:
        raise refused(_located(cause, prepared), prepared) from cause


def _key(values: Values) -> str | bytes:
    """Return what is equal for equal values; of half letters, which UTF-8 cannot carry, too."""
    try:
        return orjson.dumps(values, default=repr, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return json.dumps(values, default=repr, sort_keys=True)


def _too_long(prepared: Prepared) -> NotPrepared:
    message = f"A subscription says no more than {LONGEST_REMEMBERED} characters, and its variables no more either."
    return refused(GraphQLError(message, extensions={"code": "TOO_COMPLEX"}), prepared)


def refused(error: GraphQLError, prepared: Prepared) -> NotPrepared:
    """Return the refusal of a subscription."""
    return NotPrepared([coded(error, prepared.name).formatted], is_broken=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an operation says after which cursor it goes on: by a variable, which may have no other use, or at once."""

    variable: str = ""
    is_alone: bool = False
    constant: str | None = None


@lru_cache(maxsize=MOST_PLANS)
def _place_of(prepared: Prepared) -> _Place:
    node = _argument(prepared)
    value = node.value if node else None
    if not isinstance(value, VariableNode):
        return _Place(constant=getattr(value, "value", None))
    name, uses = value.name.value, [0]

    class Uses(Visitor):
        def enter_variable(self, node: VariableNode, *_: object) -> None:
            uses[0] += node.name.value == name

    visit(prepared.document, Uses())
    # One where it is declared, one here.
    return _Place(name, is_alone=uses[0] == 2)  # noqa: PLR2004


def _argument(prepared: Prepared) -> ArgumentNode | None:
    """Return the argument that says where to go on."""
    return next((each for node in _roots(prepared) for each in node.arguments or () if each.name.value == AFTER), None)


def _roots(prepared: Prepared) -> list[FieldNode]:
    """Return the field that is asked for, as often as it is written down, in fragments too."""
    named = {
        node.name.value: node for node in prepared.document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    waiting: list[SelectionNode] = list(prepared.operation.selection_set.selections)
    found = []
    for node in waiting:  # grows as fragments are met; none spreads itself in a valid document
        if isinstance(node, FieldNode):
            found.append(node)
        elif isinstance(node, FragmentSpreadNode):
            waiting += named[node.name.value].selection_set.selections
        elif isinstance(node, InlineFragmentNode):
            waiting += node.selection_set.selections
    return found


def _located(cause: Exception, prepared: Prepared) -> GraphQLError:
    nodes = _roots(prepared)
    path = [node.alias.value if node.alias else node.name.value for node in nodes[:1]]
    return located_error(cause, nodes, path)


def _misfit(prepared: Prepared, variables: Mapping[str, Any] | None) -> NotPrepared:
    """Return why the variables do not fit."""
    nodes = prepared.operation.variable_definitions or ()
    found = get_variable_values(schema._schema, nodes, dict(variables or {}))  # noqa: SLF001
    errors = [] if isinstance(found, VariableValues) else found
    return NotPrepared([coded(error, prepared.name).formatted for error in errors], is_broken=False)
