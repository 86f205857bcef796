"""Relay's Node: every object has one opaque id, and can be found again by it."""

from typing import Any

import strawberry

from domains.kit import ids
from domains.kit.fields import Declaration, Field


class GlobalId(Declaration):
    """The id of an object, made of its type's name and its key."""

    def resolve(self, field: Field, source: Any, info: Any, arguments: dict[str, Any]) -> str:
        # A hub may bear the name of its model or another one: the type that is being answered knows.
        return ids.encode(info._raw_info.parent_type.name, source.pk)  # noqa: SLF001


@strawberry.interface(description="An object with an id of its own, by which `node` finds it again.")
class Node:
    """Relay's Node interface."""

    id: strawberry.ID = Field(  # type: ignore[assignment]
        declared=GlobalId(), description="The object's id, unique in the whole schema and opaque."
    )
