"""The named operations of `graphql/operations/`, each whole: clients, tests and benchmarks share them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER: Path = settings.BASE_DIR / "graphql"
SPREAD = re.compile(r"\.\.\.\s*(?!on\b)([A-Za-z_]\w*)")


@dataclass(frozen=True)
class Document:
    """One named operation, with every fragment that it needs."""

    name: str
    folder: str
    text: str


@cache
def documents() -> Mapping[str, Document]:
    """Return the operations by name, in the order of their folders."""
    fragments = {path.stem: path.read_text() for path in (FOLDER / "fragments").glob("*.graphql")}
    return {
        path.stem: Document(path.stem, path.parent.name, _complete(path.read_text(), fragments))
        for path in sorted((FOLDER / "operations").glob("*/*.graphql"))
    }


def _complete(text: str, fragments: Mapping[str, str]) -> str:
    """Return the text with every fragment that it needs, each once."""
    parts, seen = [text], set[str]()
    for part in parts:  # grows as fragments name others
        for name in SPREAD.findall(part):
            if name not in seen:
                seen.add(name)
                parts.append(fragments[name])
    return "\n".join(parts)
