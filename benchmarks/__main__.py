"""`python -m benchmarks NAME`: run one benchmark, or all of them, each in a process and a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

BENCHMARKS = {
    "all": ("operations", "live", "feed"),
    "quick": ("operations",),
    "operations": ("operations",),
    "live": ("live",),
    "feed": ("feed",),
    "agreement": ("agreement",),
}


def main(wanted: str) -> None:
    """Run what is wanted, one after the other."""
    if wanted not in BENCHMARKS:
        sys.exit(f"there is no benchmark {wanted!r}: {', '.join(BENCHMARKS)}")
    for name in BENCHMARKS[wanted]:
        with TemporaryDirectory(prefix="gw", ignore_cleanup_errors=True) as data:
            Path(data).chmod(0o755)
            subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", f"benchmarks.{name}"], env=os.environ | {"DATA_DIR": f"{data}/d"}, check=True
            )


main(sys.argv[1] if sys.argv[1:] else "all")
