"""How relations are declared: one row, a short list, a list that can grow; a foreign key, a generic reference."""

import inspect
from collections.abc import Callable
from typing import Any, Optional

from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from domains.kit.arguments import arguments_of
from domains.kit.connections import Connection
from domains.kit.fields import Declaration, Field, type_named
from domains.kit.paging import LARGEST_PAGE
from domains.kit.related import Forward, Many, One, Pages, Reference, Source

# What a declared function may ask for by name; every other parameter is an argument of the field.
GIVEN = ("viewer", "parent")


def declared(
    function: Callable[..., Any], kind: Declaration, annotation: Any, extra: list[StrawberryArgument]
) -> Field:
    """Return the field that a function declares: its name, its parameters, and its docstring for clients."""
    field = Field(
        python_name=function.__name__,
        declared=kind,
        description=inspect.getdoc(function),
        type_annotation=StrawberryAnnotation(annotation),
    )
    field.arguments = [*arguments_of(function, hidden=GIVEN), *extra]
    return field


def one(of: str) -> Callable[[Source], Any]:
    """Declare a field that is at most one row of the queryset that the function returns."""
    return lambda function: declared(function, One(function), Optional[type_named(of)], [])


def many(of: str) -> Callable[[Source], Any]:
    """Declare a field that is a short, closed list."""
    annotation: Any = list[type_named(of)]  # type: ignore[misc]
    return lambda function: declared(function, Many(function), annotation, [])


def connection(of: str) -> Callable[[Source], Any]:
    """Declare a field that is a list which can grow, paged by the order of the queryset."""
    annotation: Any = Connection[type_named(of)]  # type: ignore[misc]
    return lambda function: declared(function, Pages(function), annotation, _paging())


def forward(name: str, *, of: str, description: str, is_seen: bool = False) -> Any:
    """Declare the row that a foreign key points at.

    Args:
        name: the foreign key.
        of: the type of the row.
        description: what clients read.
        is_seen: whether who sees this row sees that one, by the access rule of this one: it is not asked again then.
    """
    return Field(
        declared=Forward(name, is_seen),
        description=description,
        type_annotation=StrawberryAnnotation(Optional[type_named(of)]),
    )


def reference(label: str, key: str, *, of: Any, description: str, is_seen: bool = False) -> Any:
    """Declare what a generic reference points at; `of` is the union of what it can be, the rest as for `forward`."""
    return Field(
        declared=Reference(label, key, is_seen),
        description=description,
        type_annotation=StrawberryAnnotation(Optional[of]),
    )


def _paging() -> list[StrawberryArgument]:
    """Return Relay's four arguments."""
    texts = {
        "first": (int, f"How many items from the start, {LARGEST_PAGE} at most."),
        "after": (str, "Only items after this cursor."),
        "last": (int, f"How many items from the end, {LARGEST_PAGE} at most."),
        "before": (str, "Only items before this cursor."),
    }
    return [
        StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(Optional[type_]),
            default=None,
            description=text,
        )
        for name, (type_, text) in texts.items()
    ]
