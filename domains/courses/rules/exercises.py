"""What a coding exercise keeps to itself: its hints, its flaws and its tests, read from how they are stored.

Staff can write anything into them: what is no hint, flaw or test is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HIGHEST_PENALTY = 100


@dataclass(frozen=True)
class Hint:
    """A word of help, and how many points of a hundred it costs."""

    id: str
    text: str
    penalty: int


@dataclass(frozen=True)
class Flaw:
    """The lines of the starter code, from 1, where something is wrong."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        """Whether the line is one of them."""
        return self.first <= line <= self.last


@dataclass(frozen=True)
class ExerciseTest:
    """Code that asserts something of an answer."""

    name: str
    code: str


def hints_in(stored: Any) -> list[Hint]:
    """Return an exercise's hints, in order; of several with one id the first."""
    found: dict[str, Hint] = {}
    for entry in _entries(stored):
        id, text = entry.get("id"), entry.get("text")
        if isinstance(id, str) and isinstance(text, str):
            found.setdefault(id, Hint(id, text, _penalty(entry.get("penalty"))))
    return list(found.values())


def flaws_in(stored: Any) -> list[Flaw]:
    """Return an exercise's flaws."""
    ranges = [entry.get("lines") for entry in _entries(stored)]
    return [Flaw(*lines) for lines in ranges if isinstance(lines, list) and _is_range(lines)]


def tests_in(stored: Any) -> list[ExerciseTest]:
    """Return an exercise's tests, in order."""
    found = [(entry.get("name"), entry.get("code")) for entry in _entries(stored)]
    return [ExerciseTest(name, code) for name, code in found if isinstance(name, str) and isinstance(code, str)]


def results_in(stored: Any) -> list[tuple[str, bool, str]]:
    """Return what each test of an answer came to: its name, whether it was so, and what is said to it."""
    found = [(entry.get("name"), entry.get("passed"), entry.get("message")) for entry in _entries(stored)]
    return [
        (name, passed is True, message if isinstance(message, str) else "")
        for name, passed, message in found
        if isinstance(name, str)
    ]


def texts_in(stored: Any) -> list[str]:
    """Return the texts of a stored list."""
    return [each for each in stored if isinstance(each, str)] if isinstance(stored, list) else []


def _entries(stored: Any) -> Iterator[dict[str, Any]]:
    if isinstance(stored, list):
        yield from (entry for entry in stored if isinstance(entry, dict))


def _is_range(lines: list[Any]) -> bool:
    return len(lines) == 2 and all(type(line) is int for line in lines)  # noqa: PLR2004 - from and to


def _penalty(stored: Any) -> int:
    """Return a penalty that is one; what is none costs nothing."""
    return min(max(stored, 0), HIGHEST_PENALTY) if type(stored) is int else 0
