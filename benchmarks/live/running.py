"""`python -m benchmarks.live.running BENCHMARK NAME FOLDER`: one scenario, with all that it needs around it.

This process is the load: it opens the sockets and hears what comes. Servers, writers and whoever asks over HTTP are
processes of their own. The server has one core; PostgreSQL, Redis, the load and the rest share the other.
"""

import argparse
import importlib
import resource
from pathlib import Path

import django

django.setup()

import uvloop
from django.core.management import call_command
from django.db import connection, connections

from benchmarks.live import report
from benchmarks.live.scene import Scene
from benchmarks.operations import cpu

# Sockets, in this process and in the server's.
MOST_FILES = 20_000
# PostgreSQL says later when an event was committed; and how fast this machine's disk is, is not what is asked.
OPTIONS = {"track_commit_timestamp": "on", "fsync": "off"}


def main() -> None:
    """Run a scenario and write its rows down."""
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(MOST_FILES, hard)), hard))
    scenario = importlib.import_module(f"benchmarks.{asked.benchmark}.scenarios.{asked.name}")
    unpinned = importlib.import_module(f"benchmarks.{asked.benchmark}.scenarios").UNPINNED
    with cpu.on_core(None if asked.name in unpinned else cpu.OTHER_CORE):
        prepare()
        rows = uvloop.run(scenario.measure(Scene(asked.folder, asked.short)))
    connections.close_all()
    report.write(asked.folder, rows)


def prepare() -> None:
    """Make the database of the demo data."""
    connection.settings_dict["EMBEDDED_OPTIONS"] = OPTIONS
    call_command("migrate", verbosity=0)
    call_command("load_data", first_start=True)


if __name__ == "__main__":
    main()
