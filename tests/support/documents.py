"""The named operations of `graphql/operations/`, with the fragments they use."""

import re
from functools import cache
from pathlib import Path

GRAPHQL = Path(__file__).parents[2] / "graphql"


@cache
def operations() -> dict[str, Path]:
    """Return where each operation lies, by name."""
    return {path.stem: path for path in sorted((GRAPHQL / "operations").glob("*/*.graphql"))}


@cache
def document(name: str) -> str:
    """Return the operation's text with every fragment that it needs."""
    text = operations()[name].read_text()
    return text + "".join(_fragments(text, set()))


def _fragments(text: str, seen: set[str]) -> list[str]:
    found = []
    for name in re.findall(r"\.\.\.\s*([A-Z]\w*)", text):
        path = GRAPHQL / "fragments" / f"{name}.graphql"
        if name not in seen and path.exists():
            seen.add(name)
            found += [path.read_text(), *_fragments(path.read_text(), seen)]
    return found
