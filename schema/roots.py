"""The root types are discovered: every field that the domains' `queries.py`, `mutations.py` … declare."""

from typing import Any

from strawberry.tools import create_type

from domains.kit.discovery import discover
from domains.kit.fields import Field


def root(type_name: str, module_name: str, *, description: str, also: list[Field] | None = None) -> Any:
    """Return the root type made of the fields that the domains' modules of that name declare.

    Args:
        type_name: the type's name in the schema.
        module_name: `queries`, `mutations` or `subscriptions`; a domain without one contributes nothing.
        description: what clients read about the type.
        also: fields that belong to no domain.
    """
    fields = [value for module in discover(module_name) for value in vars(module).values() if isinstance(value, Field)]
    return create_type(type_name, [*(also or []), *fields], description=description)
