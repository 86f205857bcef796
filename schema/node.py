"""Relay's roots: any object by its global id."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Optional

import strawberry

from domains.kit import ids as global_ids
from domains.kit import loading
from domains.kit.context import Info
from domains.kit.errors import InvalidId, InvalidPage
from domains.kit.fields import Declaration, Field, model_of, object_types
from domains.kit.nodes import Node
from domains.kit.paging import LARGEST_PAGE
from domains.kit.relations import declared


class ById(Declaration):
    """The object of an id."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        return _load(info, arguments["id"])


class ByIds(Declaration):
    """The objects of several ids."""

    def resolve(self, field: Field, source: Any, info: Info, arguments: dict[str, Any]) -> Any:
        require_few(arguments["ids"])
        return [_load_or_refuse(info, id) for id in arguments["ids"]]


def require_few(ids: Sequence[str]) -> None:
    """Refuse more ids than a page has items.

    Raises:
        InvalidPage
    """
    if len(ids) > LARGEST_PAGE:
        raise InvalidPage(f"{LARGEST_PAGE} ids at most can be asked for at once.")


def _load(info: Info, id: str) -> Any:
    """Return the row of an id, to be awaited.

    Raises:
        InvalidId: the text is not an id of ours.
    """
    type_name, key = global_ids.decode(id)
    if type_name not in object_types:
        raise InvalidId
    return loading.nodes(info.context, model_of(type_name)).load(key)


def _load_or_refuse(info: Info, id: str) -> Any:
    """Return the row of an id, to be awaited, or the refusal of this one: the others are answered all the same."""
    try:
        return _load(info, id)
    except InvalidId as refusal:
        return refusal


def _field(kind: Declaration, annotation: Any) -> Callable[[Callable[..., None]], Field]:
    return lambda function: declared(function, kind, annotation, [])


@_field(ById(), Optional[Node])
def node(id: Annotated[strawberry.ID, strawberry.argument(description="The object's id.")]) -> None:
    """Find an object by its id; null where there is none, or none that you see."""


@_field(ByIds(), list[Optional[Node]])
def nodes(
    ids: Annotated[list[strawberry.ID], strawberry.argument(description="The ids, 100 at most.")],
) -> None:
    """Find several objects by their ids, in their order; null where there is none, or none that you see."""
