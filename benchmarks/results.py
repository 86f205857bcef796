"""Where figures are kept between runs: `latest.json`, by benchmark."""

import json
from pathlib import Path
from typing import Any

LATEST = Path(__file__).parent / "latest.json"


def keep(name: str, figures: dict[str, Any]) -> None:
    """Keep a benchmark's figures beside those of the others."""
    kept = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    LATEST.write_text(json.dumps(kept | {name: figures}, indent=2) + "\n")
