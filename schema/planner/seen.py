"""Seen: what a list below a row need not ask again, because the viewer sees that row already."""

from collections.abc import Iterator
from typing import Any

from django.db.models.expressions import Col
from django.db.models.fields.related_lookups import RelatedExact
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND, WhereNode

from domains.kit.expressions import Parent
from domains.kit.visibility import Seen
from schema.planner.levels import Level, Rows


def below(rows: Rows, parent: Level) -> Rows:
    """Return the rows below a parent, without asking again whether the viewer sees the parent, who is seen."""
    if not parent.is_visible:
        return rows
    rows = rows.all()
    ands = list(_ands(rows.query.where))
    table = rows.query.get_initial_alias()
    own = {each.lhs.target.attname for node in ands for each in _children(node) if _is_own(each, table)}
    for node in ands:
        node.children = [each for each in _children(node) if not (_is_seen(each) and _attname(rows, each) in own)]
    return rows


def _children(node: WhereNode) -> list[Any]:
    return list(node.children)


def _attname(rows: Rows, lookup: Any) -> str:
    """Return the column of the row that is seen."""
    return str(getattr(rows.model._meta.get_field(lookup.lhs.column), "attname", ""))


def _ands(node: WhereNode) -> Iterator[WhereNode]:
    """Give the parts of a condition that must all hold."""
    if node.connector == AND and not node.negated:
        yield node
        for child in node.children:
            if isinstance(child, WhereNode):
                yield from _ands(child)


def _is_seen(lookup: Any) -> bool:
    """Tell whether a condition says that the viewer sees the row that a column points at."""
    return isinstance(lookup, Exact) and isinstance(lookup.lhs, Seen) and lookup.rhs is True


def _is_own(lookup: Any, table: str) -> bool:
    """Tell whether a condition says that a column of the row itself points at the parent."""
    points = isinstance(lookup, RelatedExact) and isinstance(lookup.rhs, Parent) and isinstance(lookup.lhs, Col)
    return points and lookup.lhs.alias == table
