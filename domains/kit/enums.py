"""GraphQL enums made of Django's choices: the label of a choice is the description of its value."""

import inspect
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from django.db.models import TextChoices

ChoicesT = TypeVar("ChoicesT", bound=TextChoices)
EnumT = TypeVar("EnumT", bound=Enum)


def described(choices: type[ChoicesT]) -> type[ChoicesT]:
    """Return the choices as a GraphQL enum."""
    return with_descriptions(choices, {choice.name: str(choice.label) for choice in choices}, inspect.getdoc(choices))


def with_descriptions(enum: type[EnumT], texts: Mapping[str, str], description: str | None) -> type[EnumT]:
    """Return the enum as a GraphQL enum, each value with its description by name."""
    made = strawberry.enum(enum, description=description)
    for value in made.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = texts[value.name]
    return made
