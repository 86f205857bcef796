"""What the results say: on the screen, in `results.json`, and as `RESULTS.md`. What was not run again is kept."""

import json
import platform
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks.live.scenarios import SCENARIOS, UNPINNED

HERE = Path(__file__).parent
ROWS = "rows.json"
PACKAGES = ("django", "strawberry-graphql", "channels", "psycopg", "uvicorn", "uvloop", "websockets")
HEADINGS = ("", "wanted", "came to", "reached", "bare server", "ratio")
INTRODUCTION = """# Live delivery under load and faults

Written by `make bench BENCH=live`; what is measured, and how, is said in [`../README.md`](../README.md). The *bare
server* fans the same bytes out to the same number of sockets in the same run: the `websockets` library's own server,
without compression. The *ratio* is ours over its.
"""


@dataclass(frozen=True)
class Row:
    """One figure.

    Args:
        what: of what.
        reached: what it came to.
        unit: of which the figures are.
        most: what was wanted: so much at most; nothing where a figure is told only.
        least: the same, for at least so much.
        bare: what the bare server came to, if that says something.
    """

    what: str
    reached: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    bare: float | None = None

    @property
    def is_reached(self) -> bool | None:
        """Whether it is what was wanted, if anything was."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.reached <= self.most) and (self.least is None or self.reached >= self.least)

    @property
    def cells(self) -> list[str]:
        """The row's cells."""
        wanted = "" if self.most is None else f"≤ {self._shown(self.most)}"
        wanted = wanted if self.least is None else f"≥ {self._shown(self.least)}"
        verdict = {True: "yes", False: "**no**", None: ""}[self.is_reached]
        bare = "" if self.bare is None else self._shown(self.bare)
        ratio = f"{self.reached / self.bare:.1f}" if self.bare else ""
        return [self.what, wanted, self._shown(self.reached), verdict, bare, ratio]

    def _shown(self, value: float) -> str:
        shown = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004
        return f"{shown} {self.unit}".strip()


@dataclass(frozen=True)
class Book:
    """A benchmark of several scenarios, and where its figures are kept.

    Args:
        name: of the benchmark, and of its package.
        introduction: what the results begin with.
        scenarios: in the order in which they run.
        unpinned: those in which every process is free to run on every core.
    """

    name: str
    introduction: str
    scenarios: Sequence[str]
    unpinned: Collection[str]

    @property
    def folder(self) -> Path:
        """Where it is."""
        return HERE.parent / self.name

    def keep(self, name: str, rows: Sequence[Row]) -> None:
        """Write a scenario's figures down, beside those of the others."""
        results = self.folder / "results.json"
        kept: dict[str, Any] = json.loads(results.read_text()) if results.exists() else {}
        kept[name] = {
            "date": f"{datetime.now(UTC):%-d %B %Y}",
            "commit": _commit(),
            "machine": _machine(),
            "command": f"python -m benchmarks {self.name} --only {name}",
            "rows": [asdict(row) for row in rows],
        }
        results.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
        sections = [_section(each, kept[each]) for each in self.scenarios if each in kept]
        (self.folder / "RESULTS.md").write_text("\n".join([self.introduction, *sections]))


LIVE = Book("live", INTRODUCTION, SCENARIOS, UNPINNED)


def write(folder: Path, rows: Sequence[Row]) -> None:
    """Hand rows over to the process that started this one."""
    (folder / ROWS).write_text(json.dumps([asdict(row) for row in rows]))


def read(folder: Path) -> list[Row]:
    """Take rows from the process that was started."""
    return [Row(**each) for each in json.loads((folder / ROWS).read_text())]


def tell(name: str, rows: Sequence[Row]) -> None:
    """Print a scenario's figures."""
    table = [list(HEADINGS), *(row.cells for row in rows)]
    table[0][0] = name
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
    print()
    for line in table:
        print("  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip(), flush=True)


def _section(name: str, run: Mapping[str, Any]) -> str:
    rows = [Row(**each) for each in run["rows"]]
    lines = [
        f"## {name}", "", f"`{run['command']}`, {run['date']}, commit {run['commit']}. {run['machine']}.", "",
        "| " + " | ".join(HEADINGS) + " |", "|---" + "|---:" * (len(HEADINGS) - 1) + "|",
        *("| " + " | ".join(row.cells) + " |" for row in rows), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = psutil.virtual_memory().total >> 30
    system = f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory} GiB"
    return f"{system}; Python {platform.python_version()}, {packages}"


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)  # noqa: S603
    return found.stdout.strip() or "unknown"
