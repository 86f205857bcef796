"""Subscriptions as declarations: a topic, and for each kind of event what a viewer sees of it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Optional
from uuid import UUID

import strawberry
from django.db.models import QuerySet
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from domains.kit.arguments import arguments_of
from domains.kit.context import Info
from domains.kit.fields import Declaration, Field, type_named

GIVEN = ("viewer",)
AFTER = "after"


@strawberry.interface(description="Something that a subscription tells.")
class LiveEvent:
    """What every event of every subscription has."""

    cursor: str = strawberry.field(
        description="The event's place in the log: pass it as `after` to hear all that came after it, once."
    )


@strawberry.type(description="All is told up to this cursor. Sent first, and now and then while nothing happens.")
class Checkpoint(LiveEvent):
    """A place to go on from."""


@strawberry.type(
    description="The log cannot tell what came after your cursor: read anew. What follows comes after this cursor."
)
class Resync(LiveEvent):
    """A gap, said aloud."""


@dataclass(frozen=True)
class Shown:
    """How an event of one kind is told: the row it is about, where the viewer sees it.

    Args:
        event: the type of the event.
        name: the event's field that carries the row.
        rows: what of the rows this viewer may hear of; asked again for each event.
    """

    event: type
    name: str
    rows: QuerySet[Any, Any]


@dataclass(frozen=True)
class Growing:
    """Texts that grow while a topic is listened to, told piece by piece to all who hear the topic.

    Args:
        event: the type of the event that tells a piece.
        piece: makes one, of its cursor, whose text it is, behind how many UTF-16 code units it stands, and the piece.
        begins: the kinds of events by which a text begins to grow; their `id` is whose text it is.
        ends: the kinds of events by which it has ended.
        rows: the topic's rows whose text grows now.
        column: which column the text is.
    """

    event: type[LiveEvent]
    piece: Callable[[str, UUID, int, str], LiveEvent]
    begins: frozenset[str]
    ends: frozenset[str]
    rows: QuerySet[Any, Any]
    column: str


@dataclass(frozen=True)
class Topic:
    """What a subscription listens to.

    Args:
        name: the topic.
        shown: by kind of event, how it is told; other kinds are passed over.
        requires: rows of which the viewer must see one to subscribe, and to go on hearing.
        key: which one: its key, bound.
        withdraws: the kinds of events after which that is asked again at once.
        growing: the texts that are told while they grow.
    """

    name: str
    shown: Mapping[str, Shown]
    requires: QuerySet[Any, Any] | None = None
    key: Any = None
    withdraws: frozenset[str] = frozenset()
    growing: Growing | None = None


class Carried(Declaration):
    """The object that an event is about."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        return getattr(source, field.python_name)


@dataclass(frozen=True, eq=False)
class Subscription(Declaration):
    """A root field that tells events.

    Args:
        topic: the declared function. Like every declaration it may look at the viewer's kind alone, and bind the
            rest: one document tells all viewers of a kind.
    """

    topic: Callable[..., Topic]

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        raise RuntimeError(f"{field.python_name} is told by the live engine")


def carried(*, of: str, description: str) -> Any:
    """Declare the object that an event is about."""
    return Field(
        declared=Carried(), description=description, type_annotation=StrawberryAnnotation(Optional[type_named(of)])
    )


def subscription(of: Any) -> Callable[[Callable[..., Topic]], Any]:
    """Declare a subscription: the function returns its topic; `of` is the union of its events."""

    def declare(function: Callable[..., Topic]) -> Field:
        made = Field(
            python_name=function.__name__,
            declared=Subscription(function),
            description=inspect.getdoc(function),
            type_annotation=StrawberryAnnotation(of),
            is_subscription=True,
        )
        made.arguments = [*arguments_of(function, hidden=GIVEN), _after()]
        return made

    return declare


def _after() -> StrawberryArgument:
    return StrawberryArgument(
        python_name=AFTER,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(Optional[str]),
        default=None,
        description="Go on after this cursor: the last event's, or `liveCursor`. Without it, from now on.",
    )
