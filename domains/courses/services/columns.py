"""What teachers say, checked: the values of columns, before anything is locked."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from domains.kit.errors import validate


def checked_columns(model: type[Model], values: Mapping[str, Any], *, columns: frozenset[str]) -> dict[str, Any]:
    """Return those of the values that are columns of the model, as they are stored.

    Raises:
        Refusals: everything that does not fit, each with the path of its input field.
    """
    given = columns & values.keys()
    row = model()
    for name in given:
        setattr(row, name, values[name].strip() if name == "title" and values[name] else values[name])
    validate(row, only=given)
    return {name: getattr(row, name) for name in given}


def write(row: Any, values: Mapping[str, Any]) -> bool:
    """Write what is new of the values into a row that is there; tell whether anything is."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=[*changed, "updated_at"])
    return bool(changed)
