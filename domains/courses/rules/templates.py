"""What the texts of a template have to look like: its gaps are well formed, and in code no word is more than a word."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from domains.courses.rules.hydration import GAP
from domains.courses.rules.shapes import Checker, Problem, text
from domains.courses.rules.texts import CODE_LENGTH

# What somebody meant to be a gap.
_MEANT = re.compile(r"\{\s*[A-Z][A-Z0-9_]*\s*(?::\s*[A-Za-z]*)?\s*\}")
# What stands for a word, and for a name that is made of one, while the code is read.
_WORD, _NAME = "a_word_of_the_learner", "A_name"


def filled(longest: int, *, is_needed: bool = True) -> Checker:
    """Return the checker of a text with gaps."""
    plain = text(longest, is_needed=is_needed)

    def check(value: Any) -> Iterator[Problem]:
        yield from plain(value)
        if isinstance(value, str):
            yield from _gaps(value)

    return check


def python(*, is_needed: bool = True) -> Checker:
    """Return the checker of code with gaps."""
    plain = filled(CODE_LENGTH, is_needed=is_needed)

    def check(value: Any) -> Iterator[Problem]:
        yield from plain(value)
        if isinstance(value, str):
            yield from _code(value)

    return check


def _gaps(value: str) -> Iterator[Problem]:
    for meant in _MEANT.findall(value):
        if not GAP.fullmatch(meant):
            yield (), f"`{meant}` is no gap: a gap is `{{KEY}}`, `{{KEY:title}}`, `{{KEY:class}}` or `{{KEY:name}}`"


def _code(value: str) -> Iterator[Problem]:
    """Tell what is wrong with code: it is Python, and words stand in its strings and comments alone."""
    places: dict[str, str] = {}

    def stand_in(gap: re.Match[str]) -> str:
        if gap[2] in {"class", "name"}:
            return f"{_NAME}_{gap[1]}"
        name = f"{_WORD}_{len(places)}_"
        places[name] = gap[0]
        return name

    try:
        tree = ast.parse(GAP.sub(stand_in, value))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield (), f"this is no Python: {error.msg if isinstance(error, SyntaxError) else 'it cannot be read'}"
        return
    names = " ".join(_names(tree))
    for name, gap in places.items():
        if name in names:
            yield (), f"`{gap}` stands outside of strings and comments: `:name` and `:class` make a name of it"


def _names(tree: ast.AST) -> Iterator[str]:
    """Return all words of code that are no strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            continue
        for _, value in ast.iter_fields(node):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str):
                    yield each
