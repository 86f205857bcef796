"""Domain events: what a lower domain tells the higher ones, inside its own transaction."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; its name is in the past tense and its fields are keys and plain values."""


EventT = TypeVar("EventT", bound=Event)
Handler = Callable[[Any], None]

_handlers: dict[type[Event], list[Handler]] = defaultdict(list)


def on(event: type[EventT]) -> Callable[[Callable[[EventT], None]], Callable[[EventT], None]]:
    """Let the function hear of every such event, in the transaction of who emitted it."""

    def register(handler: Callable[[EventT], None]) -> Callable[[EventT], None]:
        _handlers[event].append(handler)
        return handler

    return register


def emit(event: Event) -> None:
    """Tell all who listen, now. What they write stands or falls with the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} was emitted outside a transaction")
    for handler in _handlers[type(event)]:
        handler(event)
