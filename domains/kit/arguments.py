"""The parameters of a declared function: some are given by name, the others are the field's arguments."""

import inspect
from collections.abc import Callable, Hashable, Mapping
from dataclasses import is_dataclass, replace
from functools import cache, wraps
from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.fields.resolver import StrawberryResolver

from domains.kit.expressions import given


@cache
def _names(function: Callable[..., Any]) -> frozenset[str]:
    return frozenset(inspect.signature(function).parameters)


def wanted(function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the given things a function asks for by name."""
    return {name: value for name, value in given.items() if name in _names(function)}


def arguments_of(function: Callable[..., Any], *, hidden: tuple[str, ...]) -> list[StrawberryArgument]:
    """Return a function's parameters as GraphQL arguments, but for those that are given by name."""
    signature = inspect.signature(function)

    @wraps(function)
    def shown(**arguments: object) -> None:
        """Stand for the function with the parameters that clients see."""

    shown.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[p for p in signature.parameters.values() if p.name not in hidden]
    )
    return list(StrawberryResolver(shown).arguments)


def bound(value: Any) -> Any:
    """Return arguments with bound values in place of plain ones, inside inputs too."""
    if isinstance(value, dict):
        return {name: bound(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{name: bound(each) for name, each in vars(value).items()})
    return given(value)


def frozen(value: Any) -> Hashable:
    """Return arguments as a key: equal for equal arguments, whatever inputs and lists they hold."""
    if isinstance(value, dict):
        return tuple((name, frozen(each)) for name, each in sorted(value.items()))
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    if is_dataclass(value):
        return (type(value), frozen(vars(value)))
    return value  # type: ignore[no-any-return]
