"""`python -m benchmarks NAME`: run one benchmark or a group, each in a process and a data folder of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = Path(__file__).resolve().parents[1] / ".data" / "bench"
# What is measured is what is started here, whatever else the shell knows of.
FOREIGN = {"DATABASE_URL", "REDIS_URL", "GATEWAY_ENV", "HOST", "PORT", "WORKERS"}


@dataclass(frozen=True)
class Benchmark:
    """A module of this package, and what it is told.

    Args:
        module: its name.
        options: its command line.
        scale: the size of the generated world that is kept for it between runs; without one it starts with nothing.
    """

    module: str
    options: tuple[str, ...] = ()
    scale: float | None = None


BENCHMARKS = {
    # Operations of the gateway beside the stock executor and hand-written SQL.
    "operations": Benchmark("operations", scale=1),
    # The same on a tenth of the data, within a minute once that is there; its figures are only printed.
    "quick": Benchmark("operations", ("--quick",), scale=0.1),
    # Beside PostGraphile and mercurius as well.
    "peers": Benchmark("operations", ("--peers",), scale=1),
    # Live delivery under load and faults; its scenarios have folders of their own.
    "live": Benchmark("live"),
    # Chats: replies that grow, are cut off, and lose their worker.
    "chat": Benchmark("chat"),
    # The statements of the feed.
    "feed": Benchmark("feed"),
    # Thousands of drawn operations: do plans and executor answer alike?
    "agreement": Benchmark("agreement"),
}
GROUPS = {"all": ("operations", "live", "chat", "feed")}


def main(wanted: str, options: list[str]) -> None:
    """Run what is wanted, one after the other."""
    if wanted not in BENCHMARKS | GROUPS:
        sys.exit(f"there is no benchmark {wanted!r}: {', '.join([*GROUPS, *BENCHMARKS])}")
    for name in GROUPS.get(wanted, (wanted,)):
        benchmark = BENCHMARKS[name]
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        with folder(benchmark) as data:
            done = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", f"benchmarks.{benchmark.module}", *benchmark.options, *options],
                env=environment | {"DATA_DIR": str(data)},
                check=False,
            )
        if done.returncode:
            sys.exit(done.returncode)


@contextmanager
def folder(benchmark: Benchmark) -> Iterator[Path]:
    """Give the data folder: a kept one for each scale, or a new one."""
    if benchmark.scale is not None:
        data = KEPT / f"scale-{benchmark.scale:g}"
        data.mkdir(parents=True, exist_ok=True)
        yield data
        return
    with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as root:
        Path(root).chmod(0o755)
        yield Path(root) / "d"


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "all", sys.argv[2:])
