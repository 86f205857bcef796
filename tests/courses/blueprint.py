"""The shipped blueprint as its files have it, and a place where its code runs: another process, with a time limit."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from domains import courses

FILES = sorted((Path(courses.__file__).parent / "data" / "blueprint").glob("*.toml"))
SECONDS = 30
# What stands in tables of its own in a module's file.
CONTENT = ("sections", "examples", "visualizations", "exercises")
# Runs each program, a list of texts that share a namespace, and says of each what went wrong, or nothing.
RUNNER = """
import contextlib, io, json, sys
said = []
for program in json.load(sys.stdin):
    names = {"__name__": "__main__"}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for text in program:
                exec(compile(text, "<program>", "exec"), names)
    except Exception as error:
        said.append(f"{type(error).__name__}: {error}")
    else:
        said.append(None)
json.dump(said, sys.stdout)
"""


def modules() -> list[dict[str, Any]]:
    """Return the modules of the shipped blueprint, in order."""
    return sorted((module(path) for path in FILES), key=lambda each: each["module_number"])


def module(path: Path) -> dict[str, Any]:
    """Return a module as its file has it."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def run(programs: Sequence[Sequence[str]]) -> list[str | None]:
    """Run programs, each in a namespace of its own; return what went wrong in each, or nothing."""
    command = [sys.executable, "-I", "-c", RUNNER]
    done = subprocess.run(
        command, input=json.dumps(programs), capture_output=True, text=True, timeout=SECONDS, check=True
    )
    said: list[str | None] = json.loads(done.stdout)
    return said
