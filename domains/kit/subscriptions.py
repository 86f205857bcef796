"""Subscriptions as declarations: a topic, and for each kind of event what a viewer sees of it."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Optional

import strawberry
from django.db.models import QuerySet
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from domains.kit.arguments import arguments_of
from domains.kit.context import Context, Info
from domains.kit.errors import NotFound
from domains.kit.fields import COLUMN, Declaration, Field, type_named
from domains.kit.live import PASSING, Announced, Heard, Lost, Position, Reached
from domains.kit.threads import on_database

GIVEN = ("viewer",)
# How long to wait before asking again, where the database was away.
PATIENCE_SECONDS = 1.0


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
class Topic:
    """What a subscription listens to.

    Args:
        name: the topic.
        shown: by kind of event, how it is told; other kinds are passed over.
        requires: rows of which the viewer must see one to subscribe at all.
    """

    name: str
    shown: Mapping[str, Shown]
    requires: QuerySet[Any, Any] | None = None


@dataclass(frozen=True, eq=False)
class Subscription(Declaration):
    """A root field that tells events."""

    topic: Callable[..., Topic]

    async def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        after = arguments.pop("after", None)
        position = Position.of(after) if after else None
        topic = self.topic(viewer=info.context.viewer, **arguments)
        await _require(topic)
        return _events(topic, position, info.context)


async def _events(topic: Topic, position: Position | None, context: Context) -> AsyncIterator[Any]:
    """Give the events that this viewer is to hear, from the position on; what passes by itself is waited for."""
    while True:
        try:
            async with aclosing(context.live.listen(topic.name, position)) as listening:
                async for heard in listening:
                    # What was read for the last event is old news for this one.
                    context.forget()
                    event = await _told(topic, heard, context)
                    if event is not None:
                        yield event
                    position = Position(context.live.log, heard.position)
        except PASSING:
            await asyncio.sleep(PATIENCE_SECONDS)


async def _told(topic: Topic, heard: Heard, context: Context) -> Any:
    """Return what is heard as an event, or nothing when this viewer is not to hear it."""
    cursor = Position(context.live.log, heard.position).cursor()
    if isinstance(heard, Reached):
        return Checkpoint(cursor=cursor)
    if isinstance(heard, Lost):
        return Resync(cursor=cursor)
    return await _of_row(topic.shown.get(heard.kind), heard, cursor)


async def _of_row(shown: Shown | None, announced: Announced, cursor: str) -> Any:
    """Return the event about a row, if it is of a kind that is told, and the viewer sees the row now."""
    if shown is None:
        return None
    row = await on_database(lambda: shown.rows.filter(pk=announced.payload["id"]).first())()
    return None if row is None else shown.event(cursor=cursor, **{shown.name: row})


async def _require(topic: Topic) -> None:
    """Refuse a subscription about something that the viewer does not see.

    Raises:
        NotFound: as for something that does not exist.
    """
    rows = topic.requires
    if rows is not None and not await on_database(rows.exists)():
        raise NotFound


def carried(*, of: str, description: str) -> Any:
    """Declare the object that an event is about."""
    return Field(
        declared=COLUMN, description=description, type_annotation=StrawberryAnnotation(Optional[type_named(of)])
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
        python_name="after",
        graphql_name=None,
        type_annotation=StrawberryAnnotation(Optional[str]),
        default=None,
        description="Go on after this cursor: the last event's, or `liveCursor`. Without it, from now on.",
    )
