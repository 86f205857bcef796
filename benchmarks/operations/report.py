"""What the results say: on the screen, as `RESULTS.md`, and as `latest.json`."""

import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from django.db import connection

from benchmarks import results
from benchmarks.operations import cpu
from benchmarks.operations.measure import Figures
from benchmarks.operations.world import CONNECTIONS, World

RESULTS = Path(__file__).parents[1] / "RESULTS.md"
PACKAGES = ("django", "strawberry-graphql", "strawberry-graphql-django", "graphql-core", "psycopg", "orjson", "uvicorn")
HEADINGS = (
    "server ms",
    "PostgreSQL ms",
    "total ms",
    "of the limit",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "statements",
    "±",
)
INTRODUCTION = """# What the operations cost

Written by `make bench` (`BENCH=peers` adds PostGraphile and mercurius); the documents are in
[`documents/`](documents), the statements of the limit in [`limit/`](limit).

CPU milliseconds a request, of the server process with its children and of all of PostgreSQL's processes; medians of
several slices, in which the systems take turns. *±* is how far a system's slices lie apart. Statements are those that
PostgreSQL logs, transaction control aside, identity included.

- **gateway**: this server over HTTP, with authentication by token and visibility on.
- **stock**: the same models as plain strawberry-django types with its optimizer, on the same server, with the same
  look-up of the token and the same visibility querysets.
- **limit**: no GraphQL; one prepared statement a request, written by hand, whose JSON is the answer, and the same
  look-up of the token. Its answers are compared with the gateway's before anything is measured.
- **postgraphile**, **mercurius**: on the same data, with nobody signed in and no rule of visibility at all, and
  without mutations.
"""


@dataclass(frozen=True)
class Row:
    """What one operation costs one system."""

    figures: Figures
    statements: int

    def cells(self, limit: float | None) -> list[str]:
        """Return the row's cells."""
        each = self.figures
        return [
            _short(each.server_ms), _short(each.postgres_ms), _short(each.cpu_ms),
            f"{each.cpu_ms / limit:.2f}" if limit else "", f"{each.requests_per_s:.0f}",
            _short(each.p50_ms), _short(each.p99_ms), str(self.statements), f"{each.spread:.0%}",
        ]  # fmt: skip


Results = Mapping[str, Mapping[str, Row]]


def tell(name: str, rows: Mapping[str, Row]) -> None:
    """Print one operation."""
    limit = rows["limit"].figures.cpu_ms if "limit" in rows else None
    print(f"\n{name}")
    print(f"  {'':12} " + " ".join(f"{heading:>13}" for heading in HEADINGS))
    for system, row in rows.items():
        print(f"  {system:12} " + " ".join(f"{cell:>13}" for cell in row.cells(limit)), flush=True)


def show(found: Results) -> None:
    """Print what the gateway comes to beside the others."""
    print("\ntotal CPU: ours over the limit's, the others' over ours")
    for name, rows in found.items():
        print(f"  {name:20} " + "  ".join(f"{key} {value}" for key, value in _ratios(rows).items()))


def keep(found: Results, world: World) -> None:
    """Write the results down."""
    results.keep("operations", {name: _json(rows) for name, rows in found.items()})
    RESULTS.write_text("\n".join([INTRODUCTION, *_circumstances(world), *_tables(found)]) + "\n")


def _json(rows: Mapping[str, Row]) -> dict[str, object]:
    """Return an operation's figures for programs: the gateway's own, its ratios, and the other systems' beside."""
    own = _of(rows["gateway"])
    return own | _ratios(rows) | {"systems": {name: _of(row) for name, row in rows.items() if name != "gateway"}}


def _of(row: Row) -> dict[str, float]:
    each = row.figures
    return {
        "cpu_ms": round(each.cpu_ms, 3), "server_ms": round(each.server_ms, 3),
        "postgres_ms": round(each.postgres_ms, 3), "requests_per_s": round(each.requests_per_s, 1),
        "p50_ms": round(each.p50_ms, 2), "p99_ms": round(each.p99_ms, 2), "statements": row.statements,
    }  # fmt: skip


def _ratios(rows: Mapping[str, Row]) -> dict[str, float]:
    """Return the gateway's total CPU over the limit's, and that of the others over the gateway's."""
    own = rows["gateway"].figures.cpu_ms
    others = {name: row.figures.cpu_ms for name, row in rows.items() if name != "gateway"}
    return {f"vs_{name}": round(own / value if name == "limit" else value / own, 2) for name, value in others.items()}


def _circumstances(world: World) -> list[str]:
    """Return where, when and on what it was measured."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        postgres = cursor.fetchone()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    data = ", ".join(f"{number:,} {name}" for name, number in world.counts.items())
    pinned = (
        "the server on one, PostgreSQL and the load on another" if cpu.SERVER_CORE is not None else "nothing pinned"
    )
    asked = ", ".join(f"*{name}* follows {number:,}" for name, number in world.follows.items())
    machine = f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores ({pinned})"
    lines = [
        f"{datetime.now(UTC):%-d %B %Y}, commit {_commit()}. {machine}, {psutil.virtual_memory().total >> 30} GiB.",
        f"Python {platform.python_version()}, PostgreSQL {postgres}, {packages}.",
        f"Data: {data}. {CONNECTIONS} connections. Of those who ask, {asked}.",
    ]
    return ["\n".join(lines), ""]


def _tables(found: Results) -> list[str]:
    lines: list[str] = []
    for name, rows in found.items():
        limit = rows["limit"].figures.cpu_ms if "limit" in rows else None
        lines += [f"## {name}", "", "| | " + " | ".join(HEADINGS) + " |", "|---" + "|---:" * len(HEADINGS) + "|"]
        lines += [f"| {system} | " + " | ".join(row.cells(limit)) + " |" for system, row in rows.items()]
        lines += [""]
    return lines


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=RESULTS.parent)  # noqa: S603
    return found.stdout.strip() or "unknown"


def _short(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"  # noqa: PLR2004
