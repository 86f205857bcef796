"""Code: the Python that is written for a plan, which turns rows into an answer without asking anything twice."""

from collections.abc import Callable
from typing import Any

import orjson

from schema.planner.errors import Mismatch
from schema.planner.wires import same

# PostgreSQL passes no more arguments to a function than this; a longer array goes on in its last item.
LONGEST_ARRAY = 90


def must(value: Any) -> Any:
    """Return a value that must be there.

    Raises:
        Mismatch: it is not.
    """
    if value is None:
        raise Mismatch("null where there must be a value")
    return value


class Code:
    """The functions of one plan, and the things that they use, by name."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"loads": orjson.loads, "Fragment": orjson.Fragment, "must": must}
        self._known: dict[int, str] = {}
        self._count = 0

    def fresh(self, word: str) -> str:
        """Return a name that is not taken."""
        self._count += 1
        return f"{word}{self._count}"

    def name(self, thing: Any) -> str:
        """Return the name of something that the code uses."""
        if id(thing) not in self._known:
            self._known[id(thing)] = self.fresh("x")
            self.names[self._known[id(thing)]] = thing
        return self._known[id(thing)]

    def call(self, function: Callable[[Any], Any], value: str, *, may_be_null: bool = True) -> str:
        """Return the call of a function, which null passes by."""
        if function is same:
            return value
        called = f"{self.name(function)}({value})"
        return f"(None if {value} is None else {called})" if may_be_null else called

    def function(self, parameters: str, lines: list[str]) -> Any:
        """Return a function of these lines."""
        body = "\n".join(f"    {line}" for line in lines)
        source = f"def made({parameters}):\n{body}\n"
        made: dict[str, Any] = {}
        # The code is our own: what clients write is in it as the representation of a text, and nothing else.
        exec(compile(source, "<plan>", "exec"), self.names, made)  # noqa: S102
        return made["made"]


class Frame:
    """What one row carries: the expressions that are selected for it, and how code takes their values.

    Args:
        code: where the code is written.
        is_nested: whether the row is an array inside JSON, rather than a row of the statement's own.
    """

    def __init__(self, code: Code, *, is_nested: bool) -> None:
        self.code = code
        self.is_nested = is_nested
        self.row = code.fresh("r")
        self.outputs: list[str] = []

    def take(self, sql: str) -> str:
        """Select an expression and return the code that takes its value."""
        if sql not in self.outputs:
            self.outputs.append(sql)
        number, place = self.outputs.index(sql), self.row
        while self.is_nested and number >= LONGEST_ARRAY:
            number, place = number - LONGEST_ARRAY, f"{place}[{LONGEST_ARRAY}]"
        return f"{place}[{number}]"

    def array(self) -> str:
        """Return what is selected as one JSON array."""
        rest, inner = list(self.outputs), ""
        chunks = [rest[start : start + LONGEST_ARRAY] for start in range(0, len(rest), LONGEST_ARRAY)] or [[]]
        for chunk in reversed(chunks):
            inner = f"json_build_array({', '.join([*chunk, *([inner] if inner else [])])})"
        return inner
