"""One rule for each model decides which of its rows a viewer sees, on every road.

A domain's `access.py` declares the rule; `objects.visible_to(viewer)` asks it. A model without a rule
cannot be read through the schema at all.
"""

from collections.abc import Callable
from typing import Any, Self, TypeVar, cast

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from domains.kit.viewer import Viewer

ModelT = TypeVar("ModelT", bound=Model)
Rule = Callable[["VisibleQuerySet[Any]", Viewer], "VisibleQuerySet[Any]"]

_rules: dict[type[Model], Rule] = {}


class VisibleQuerySet(QuerySet[ModelT, ModelT]):
    """A queryset that can be narrowed to what a viewer sees."""

    owners: tuple[QuerySet[Any, Any], str] | None = None
    # Whether all of the rows are ones that the viewer sees.
    is_visible: bool = False

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the rows of this queryset that the viewer sees. Composes; never runs a statement."""
        if self.model not in _rules:
            raise LookupError(f"no access rule says who sees {self.model.__name__}")
        seen = cast("Self", _rules[self.model](self, viewer).all())
        seen.is_visible = True
        return seen

    def belonging_to(self, owners: QuerySet[Any, Any], column: str) -> Self:
        """Return the same rows, knowing whose they are: `kit.merging` then takes a page from each owner's newest.

        Args:
            owners: the owners' keys, as the one value of each row.
            column: the foreign key of these rows that points at them.
        """
        clone = self.all()
        clone.owners = (owners, column)
        return clone

    def _clone(self) -> Self:
        clone = cast("Self", super()._clone())  # type: ignore[misc]
        clone.owners = self.owners
        clone.is_visible = self.is_visible
        return clone


def known(model: type[Model]) -> "VisibleQuerySet[Any]":
    """Return the rows of a model as ones that the viewer sees: for rows that only who sees them has come to."""
    rows = cast("VisibleQuerySet[Any]", model._default_manager.all())
    rows.is_visible = True
    return rows


class Seen(Exists):
    """The condition that the viewer sees the row that a column points at.

    Where that row is the one below which the others are listed, it was seen already, and is not looked for again.
    """

    def __init__(self, rows: "VisibleQuerySet[Any]", column: str, **options: Any) -> None:
        super().__init__(rows.filter(pk=OuterRef(column)), **options)
        self.column = column


def seen(model: type[Model], viewer: Viewer, column: str) -> Q:
    """Return the condition that the viewer sees the row of a model that a column points at."""
    rows = cast("VisibleQuerySet[Any]", model._default_manager.visible_to(viewer))  # type: ignore[attr-defined]
    return Q(Seen(rows, column))


def rule(model: type[Model]) -> Callable[[Rule], Rule]:
    """Declare who sees the rows of a model: a function of queryset and viewer that only filters."""

    def declare(function: Rule) -> Rule:
        if model in _rules:
            raise TypeError(f"{model.__name__} has an access rule already")
        _rules[model] = function
        return function

    return declare


def everybody(queryset: "VisibleQuerySet[ModelT]", viewer: Viewer) -> "VisibleQuerySet[ModelT]":  # noqa: ARG001
    """Let everybody see every row: the rule of what is public by nature."""
    return queryset
