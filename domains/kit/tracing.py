"""How an operation was answered: by which path, with which statements. Kept only when somebody asks."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from django.db import connection

PLACEHOLDER = re.compile(r"%[s%]")


class Path(StrEnum):
    """Who answered."""

    PLANNED = "planned"
    PART_PLANNED = "part planned"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Ran:
    """A statement that ran: its text without values, how long it took, how many rows it gave, how it was planned."""

    sql: str
    milliseconds: float
    rows: int
    plan: list[str] | None = None


@dataclass
class Trace:
    """What is written down of one operation.

    Args:
        wants_plans: whether PostgreSQL is asked how it runs each statement of a plan.
    """

    wants_plans: bool = False
    path: Path = Path.RESOLVED
    statements: list[Ran] = field(default_factory=list)
    planning_milliseconds: float = 0.0
    began: float = field(default_factory=time.perf_counter)

    @property
    def milliseconds(self) -> float:
        """How long it has taken so far."""
        return (time.perf_counter() - self.began) * 1_000

    def run(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
        """Run a statement of Django's and write it down, as one of its execute wrappers."""
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            milliseconds = (time.perf_counter() - began) * 1_000
            self.statements.append(Ran(_numbered(sql), milliseconds, max(context["cursor"].rowcount, 0)))


# Whose statements Django runs now. On its threads the operation's context is not at hand.
_watching: ContextVar[Trace | None] = ContextVar("watching", default=None)


@contextmanager
def watched(trace: Trace | None) -> Iterator[None]:
    """Write down what Django runs on threads inside the block, if there is where to."""
    token = _watching.set(trace)
    try:
        yield
    finally:
        _watching.reset(token)


@contextmanager
def written_down() -> Iterator[None]:
    """Write down what Django runs on this thread inside the block, if somebody watches."""
    trace = _watching.get()
    if trace is None:
        yield
        return
    # Not as Django's own context manager does: it takes away the last one, which a new connection may have added.
    connection.execute_wrappers.append(trace.run)
    try:
        yield
    finally:
        connection.execute_wrappers.remove(trace.run)


def _numbered(sql: str) -> str:
    """Return a statement of Django's with its parameters named as PostgreSQL names them."""
    numbers = count(1)
    return PLACEHOLDER.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", str(sql))
