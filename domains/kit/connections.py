"""Relay connections: the types that a paged list is answered with, and the page behind them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import strawberry
from django.db.models import Model

from domains.kit.paging import Order, Slice

NodeT = TypeVar("NodeT")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = strawberry.field(description="Whether more items follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether items stand before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first item; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last item; null on an empty page.")


@strawberry.type(description="One item of a page, with its place in the list.")
class Edge(Generic[NodeT]):
    """Relay's edge."""

    cursor: str = strawberry.field(description="The item's place: pass it as `after` or `before` to go on from here.")
    node: NodeT = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list that can grow.")
class Connection(Generic[NodeT]):
    """Relay's connection, with the number of all items."""

    edges: list[Edge[NodeT]] = strawberry.field(description="The items of this page, in order.")
    page_info: PageInfo = strawberry.field(description="Where this page stands in the list.")
    total_count: int = strawberry.field(
        description="How many items the whole list has for this viewer. Counted only when it is asked for."
    )


@dataclass
class Place:
    """An edge: a row and where it stands. The cursor is signed only when it is selected."""

    node: Model
    order: Order

    @property
    def cursor(self) -> str:
        """The row's signed place."""
        return self.order.cursor(self.node)


class Page:
    """What stands behind a connection: each part is read only when it is selected.

    Args:
        part: which part of the list is asked for.
        order: the order of the list.
        load: starts the one read of the page's rows, with one row more than asked.
        count: starts the one count of the list.
    """

    def __init__(
        self,
        part: Slice,
        order: Order,
        load: Callable[[], Awaitable[list[Any]]],
        count: Callable[[], Awaitable[int]],
    ) -> None:
        self.part = part
        self.order = order
        self._load = load
        self._count = count

    @property
    def edges(self) -> Awaitable[list[Place]]:
        """The items, once they are read."""
        return self._edges()

    @property
    def page_info(self) -> Awaitable[PageInfo]:
        """Where the page stands, once it is read."""
        return self._page_info()

    @property
    def total_count(self) -> Awaitable[int]:
        """The number of all items, once they are counted."""
        return self._count()

    @cached_property
    def _rows(self) -> asyncio.Future[list[Any]]:
        """The one read that edges and page info share."""
        return asyncio.ensure_future(self._load())

    async def _edges(self) -> list[Place]:
        rows = (await self._rows)[: self.part.size]
        return [Place(row, self.order) for row in (reversed(rows) if self.part.is_backwards else rows)]

    async def _page_info(self) -> PageInfo:
        edges = await self._edges()
        more = len(await self._rows) > self.part.size
        if self.part.is_backwards:
            following, preceding = self.part.before is not None, more
        else:
            following, preceding = more, self.part.after is not None
        return PageInfo(
            has_next_page=following,
            has_previous_page=preceding,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        )
