"""What stored JSON has to look like, said as values: each checker tells what is wrong with a value, and where in it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from domains.kit.text import is_storable

# Where in a value something is wrong, and what.
Problem = tuple[tuple[str, ...], str]
Checker = Callable[[Any], Iterator[Problem]]


def text(longest: int, *, is_needed: bool = True) -> Checker:
    """Return the checker of a text; one that is not needed may be empty."""

    def check(value: Any) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield (), "this is a text"
        elif is_needed and not value.strip():
            yield (), "this says something"
        elif len(value) > longest:
            yield (), f"this has {longest:,} characters at most"
        elif not is_storable(value):
            yield (), "a text has no NUL characters, and no halves of characters"

    return check


def number(lowest: int, highest: int) -> Checker:
    """Return the checker of a whole number."""

    def check(value: Any) -> Iterator[Problem]:
        if type(value) is not int or not lowest <= value <= highest:
            yield (), f"this is a whole number from {lowest} to {highest:,}"

    return check


def one_of(values: Collection[str]) -> Checker:
    """Return the checker of a word that is one of these."""

    def check(value: Any) -> Iterator[Problem]:
        if not isinstance(value, str) or value not in values:
            yield (), f"this is one of {', '.join(sorted(values))}"

    return check


def listed(item: Checker, *, fewest: int = 0, most: int) -> Checker:
    """Return the checker of a list whose items are of one shape."""

    def check(value: Any) -> Iterator[Problem]:
        if not isinstance(value, list) or not fewest <= len(value) <= most:
            yield (), f"this is a list of {fewest} to {most}"
            return
        for place, each in enumerate(value):
            yield from below(str(place), item(each))

    return check


def shaped(needed: Mapping[str, Checker], optional: Mapping[str, Checker] | None = None) -> Checker:
    """Return the checker of an object that has these fields, may have those, and has no others."""
    known = {**needed, **(optional or {})}

    def check(value: Any) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield (), f"this has the fields {', '.join(needed)}"
            return
        for name in sorted(needed.keys() - value.keys()):
            yield (name,), "this is missing"
        for name, each in value.items():
            yield from below(name, known[name](each) if name in known else iter([((), "nothing is called so here")]))

    return check


def below(name: str, problems: Iterator[Problem]) -> Iterator[Problem]:
    """Return problems of a value as those of what it is a part of, under this name."""
    return (((name, *where), what) for where, what in problems)
