"""Events: what a subscription tells, read for all who hear it in one statement.

The statement takes pairs, of an event's row and of a viewer, and gives for each pair what that viewer sees of the row:
nothing where that is nothing. One text serves all viewers of a kind, however many they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import UUIDField
from graphql import GraphQLObjectType

from domains.kit.expressions import VIEWER_ID, Bound
from domains.kit.fields import Field
from domains.kit.subscriptions import Carried, LiveEvent, Shown, Topic
from domains.kit.viewer import Viewer
from schema.build import schema
from schema.planner.code import Code, Frame
from schema.planner.errors import Unplannable, as_unplannable
from schema.planner.fields import object_of
from schema.planner.levels import Level, Rows, Statement
from schema.planner.reads import Filled, Read
from schema.planner.selection import Selected
from schema.planner.shapes import Leaves
from schema.planner.sql import Parameters
from schema.planner.values import completion

# The row that an event is about; no variable of a client's can be called so.
EVENT_KEY = "!event"
PLACE = "told.place"
PAIRS = "unnest($1::int[], $2::uuid[], $3::uuid[]) AS told(place, key, viewer)"
ARRAYS = 3

T = TypeVar("T")
Row = Sequence[Any]
# What makes the value of a field: of the event, and of the row that was read for a viewer.
Make = Callable[[LiveEvent, Row], Any]
Pair = tuple[UUID | None, UUID | None]


@dataclass(frozen=True, eq=False)
class Pairs:
    """A statement over pairs of a row's key and a viewer."""

    read: Read

    def filled(self, pairs: Sequence[Pair], leaves: Leaves, viewer: Viewer) -> Filled:
        """Return the statement for these pairs; the first column of what it gives is a pair's number.

        Raises:
            Refusal: an argument does not fit.
        """
        keys, viewers = [key for key, _ in pairs], [viewer_id for _, viewer_id in pairs]
        filled = self.read.filled(leaves, viewer)
        return Filled(filled.sql, [list(range(len(pairs))), keys, viewers, *filled.parameters], filled.is_kept)


@dataclass(frozen=True, eq=False)
class EventPlan:
    """How events of one kind are told: whose row is read, and what is made of it."""

    pairs: Pairs
    fields: Sequence[tuple[str, Make]]

    def value(self, event: LiveEvent, row: Row) -> dict[str, Any]:
        """Return the event as the answer has it.

        Raises:
            Mismatch: a value is not what its type promises.
        """
        return {key: make(event, row) for key, make in self.fields}


@dataclass(frozen=True, eq=False)
class TopicPlan:
    """How a topic is told.

    Args:
        events: by kind of event; those that are not here the executor tells.
        plain: by the type's name, those that are about no row.
        requires: who may hear it at all; nothing where everybody may, or the executor says.
    """

    events: dict[str, EventPlan]
    plain: dict[str, Sequence[tuple[str, Make]]]
    requires: Pairs | None

    @property
    def levels(self) -> int:
        """Of how many lists and rows within each other its statements are made."""
        return max((plan.pairs.read.levels for plan in self.events.values()), default=0)


def topic_plan(root: Selected, topic: Topic, viewer: Viewer, plain: Sequence[type[LiveEvent]]) -> TopicPlan:
    """Return how a topic is told to viewers of a kind.

    Raises:
        Unplannable, TooComplex
    """
    made = {kind: _if_plannable(partial(_event_plan, root, shown, viewer)) for kind, shown in topic.shown.items()}
    requires = topic.requires
    return TopicPlan(
        {kind: plan for kind, plan in made.items() if plan},
        {each.__name__: _fields(root, _type_of(each), lambda _: None) for each in plain},
        None if requires is None else _if_plannable(lambda: _pairs(_of_event(requires, viewer), [])),
    )


def _if_plannable(make: Callable[[], T]) -> T | None:
    """Return a plan, if one can be made.

    Raises:
        TooComplex
    """
    try:
        with as_unplannable():
            return make()
    except Unplannable:
        return None


def _event_plan(root: Selected, shown: Shown, viewer: Viewer) -> EventPlan:
    level = _of_event(shown.rows, viewer)
    frame = Frame(Code(), is_nested=False)
    frame.take(PLACE)

    def carried(selected: Selected) -> Make:
        made = object_of(level, selected.type, selected).code(frame)
        function = frame.code.function(frame.row, [f"return {made}"])
        return lambda _, row: function(row)

    fields = _fields(root, _type_of(shown.event), carried)
    return EventPlan(_pairs(level, frame.outputs[1:]), fields)


def _fields(
    root: Selected, kind: GraphQLObjectType, carried: Callable[[Selected], Make | None]
) -> Sequence[tuple[str, Make]]:
    """Return what makes the fields that are asked for of an event of this type."""
    return [(each.key, _field(each, carried)) for each in root.below(kind)]


def _field(selected: Selected, carried: Callable[[Selected], Make | None]) -> Make:
    if selected.is_typename:
        name = selected.parent.name
        return lambda _, __: name
    field = selected.field
    if isinstance(field, Field) and isinstance(field.declared, Carried):
        make = carried(selected)
        return make or (lambda _, __: None)
    complete, attribute = completion(selected.definition.type, selected), field.python_name
    return lambda event, _: complete(getattr(event, attribute))


def _of_event(rows: Rows, viewer: Viewer) -> Level:
    """Return the one of the rows that a pair names."""
    rows = rows.order_by().filter(pk=Bound(EVENT_KEY, None, UUIDField()))
    parameters = Parameters(columns={VIEWER_ID: "told.viewer", EVENT_KEY: "told.key"}, first=ARRAYS + 1)
    return Level(Statement(viewer, parameters), rows)


def _pairs(level: Level, outputs: Sequence[str]) -> Pairs:
    # The source is written last of all: only then is it known which columns are taken.
    selected = ", ".join([PLACE, *outputs])
    sql = f"SELECT {selected} FROM {PAIRS} CROSS JOIN LATERAL {level.source()}"  # noqa: S608 - Django's own words
    return Pairs(Read(sql, level.statement.parameters, level.statement.levels))


def _type_of(event: type[LiveEvent]) -> GraphQLObjectType:
    found = schema._schema.type_map[event.__strawberry_definition__.name]  # type: ignore[attr-defined]  # noqa: SLF001
    assert isinstance(found, GraphQLObjectType)  # noqa: S101 - for the type checker
    return found
