"""`python -m benchmarks live`: run the scenarios one after the other, each in a process and a folder of its own."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.live import report


def main(book: report.Book) -> None:
    """Run what is asked for, print it, and keep it unless it was the short form."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {book.name}")
    parser.add_argument("--only", nargs="+", choices=book.scenarios, default=list(book.scenarios), metavar="NAME")
    parser.add_argument("--short", action="store_true", help="some seconds of each; printed only")
    asked = parser.parse_args()
    failed = [name for name in asked.only if not run(book, name, is_short=asked.short)]
    if failed:
        sys.exit(f"did not come to an end: {', '.join(failed)}")


def run(book: report.Book, name: str, *, is_short: bool) -> bool:
    """Run one scenario; tell whether it came to an end."""
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as root:
        folder = Path(root)
        folder.chmod(0o755)
        command = [
            sys.executable,
            "-m",
            "benchmarks.live.running",
            book.name,
            name,
            str(folder),
            *(["--short"] if is_short else []),
        ]
        environment = os.environ | {"DATA_DIR": str(folder / "d"), "DJANGO_SETTINGS_MODULE": "server.settings"}
        done = subprocess.run(command, env=environment | {"LOG_LEVEL": "WARNING"}, check=False)  # noqa: S603
        if done.returncode:
            return False
        rows = report.read(folder)
    report.tell(name, rows)
    if not is_short:
        book.keep(name, rows)
    return True


if __name__ == "__main__":
    main(report.LIVE)
