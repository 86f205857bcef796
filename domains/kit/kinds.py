"""Kinds: rows of a base model as what they are, which is rows of the models that build on it."""

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.db.models import Model


@cache
def links(model: type[Model]) -> tuple[str, ...]:
    """Return by which names a row of a base model leads to the same row as what it is; none for other models."""
    related: Any = model._meta.related_objects
    return tuple(each.get_accessor_name() for each in related if each.parent_link and each.model is model)


def as_what_they_are(rows: Iterable[Model], model: type[Model]) -> list[Any]:
    """Return rows of a model as what they are, all in one statement; those of a model that is no base stay.

    What the rows carry along, such as what was searched, they keep.
    """
    listed = list(rows)
    if not listed or not links(model):
        return listed
    keys = {row.pk for row in listed}
    bases = model._default_manager.filter(pk__in=keys).order_by().select_related(*links(model))
    found = {base.pk: _kind(base) for base in bases}
    # Who was deleted a moment ago is nothing any more.
    return [_carrying(found[row.pk], row) for row in listed if row.pk in found]


def _kind(base: Model) -> Model:
    """Return the row that a base's row was read with."""
    kinds = (getattr(base, name, None) for name in links(type(base)))
    return next((row for row in kinds if row is not None), base)


def _carrying(kind: Model, row: Model) -> Model:
    """Return the one row with what only the other one carries: a row that is listed twice carries two things."""
    made = copy(kind)
    made.__dict__ = vars(row) | vars(made)
    return made
