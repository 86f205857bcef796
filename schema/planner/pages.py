"""Pages: a connection's selection, and the rows that it needs: their order, their part, their count."""

from collections.abc import Callable

from graphql import GraphQLNamedType

from domains.kit.expressions import Parent
from domains.kit.paging import Order, Slice
from domains.kit.related import Pages
from schema.planner.errors import Unplannable
from schema.planner.levels import Level, Rows, Statement
from schema.planner.lists import Bounds, Edge, Paged, Part, Place
from schema.planner.pieces import Constant, Piece
from schema.planner.seen import below
from schema.planner.selection import Selected

Show = Callable[[Level, GraphQLNamedType, Selected], Piece]


def by_key(rows: Rows) -> Rows:
    """Return the row whose key the parent is."""
    # Not in any order: it would keep PostgreSQL from joining the row like any other.
    return rows.filter(pk=Parent()).order_by()


def ordering(rows: Rows) -> tuple[str, ...]:
    """Return the names by which rows are ordered.

    Raises:
        Unplannable: it is not by names.
    """
    names = tuple(rows.query.order_by or rows.model._meta.ordering)
    if not all(isinstance(name, str) for name in names):
        raise Unplannable(f"{rows.model.__name__} is not ordered by names")
    return names


def paged(
    declared: Pages, selected: Selected, statement: Statement, show: Show, *, parent: Level | None = None
) -> Paged:
    """Return the page that a connection's field asks for."""
    arguments = selected.arguments()
    part = Slice.taken_from(arguments)
    rows = declared.rows(statement.viewer, arguments)
    if parent is not None:
        rows = below(rows, parent)
    order = Order(rows)
    for cursor in (part.after, part.before):
        if cursor is not None:
            statement.parameters.check(order.values(cursor)[0])
    asked = selected.below()
    extra = 1 if any(each.name == "pageInfo" for each in asked) else 0
    level = Level(
        statement,
        order.apply(rows, part, extra=extra),
        parent=parent.key.sql if parent else None,
        order=tuple(order.read_by(part)),
    )
    place = Place(order, [level.column(key.name) for key in order.keys])
    return Paged(level, part, place, [(each.key, _part(each, level, rows, show)) for each in asked])


def _part(selected: Selected, level: Level, rows: Rows, show: Show) -> Part:
    if selected.is_typename:
        return Constant(selected.parent.name)
    if selected.name == "totalCount":
        return level.count(rows)
    if selected.name == "pageInfo":
        return Bounds([(each.key, each.name) for each in selected.below()])
    return Edge([(each.key, _of_edge(each, level, show)) for each in selected.below()])


def _of_edge(selected: Selected, level: Level, show: Show) -> Piece | None:
    if selected.is_typename:
        return Constant(selected.parent.name)
    if selected.name == "cursor":
        return None
    return show(level, selected.type, selected)
