"""How an operation was answered: by which path, with which statements. Kept only when somebody asks."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Path(StrEnum):
    """Who answered."""

    PLANNED = "planned"
    PART_PLANNED = "part planned"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Ran:
    """A statement that ran: its text, its parameters, how long it took, how many rows it gave, how it was planned."""

    sql: str
    parameters: list[Any]
    milliseconds: float
    rows: int
    plan: list[str] | None = None


@dataclass
class Trace:
    """What is written down of one operation.

    Args:
        wants_plans: whether PostgreSQL is asked how it would run each statement.
    """

    wants_plans: bool = False
    path: Path = Path.RESOLVED
    statements: list[Ran] = field(default_factory=list)
    planning_milliseconds: float = 0.0
