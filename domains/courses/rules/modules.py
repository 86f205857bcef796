"""What a written module becomes in the tables: texts that fit, and HTML beside the Markdown."""

from collections.abc import Mapping
from typing import Any

from domains.courses.rules.texts import DESCRIPTION_LENGTH, TITLE_LENGTH, shortened
from domains.kit.markdown import markdown_to_html

# What a module shows, by part; the texts named with `_html` are made of those without.
SECTION = ("heading", "body", "body_html")
EXAMPLE = ("title", "language", "code", "explanation", "explanation_html")
VISUALIZATION = ("title", "mermaid")
HTML = "_html"
EXERCISE = (
    "type", "prompt", "starter_code", "solution_code", "test_cases", "flaws", "hints", "difficulty", "points",
    "time_limit_minutes",
)  # fmt: skip


def module_columns(written: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a module of what its writer wrote."""
    return {
        "title": shortened(written["title"], TITLE_LENGTH),
        "description": shortened(written["description"], DESCRIPTION_LENGTH),
        "content": {
            "sections": _parts(written["sections"], SECTION),
            "examples": _parts(written["examples"], EXAMPLE),
            "visualizations": _parts(written["visualizations"], VISUALIZATION),
        },
    }


def exercise_columns(exercise: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of an exercise; what the blueprint leaves out has the columns' defaults."""
    given = {name: exercise[name] for name in EXERCISE if name in exercise}
    return given | {"title": shortened(exercise["title"], TITLE_LENGTH)}


def stored_parts(stored: Any, part: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the parts of stored content with the texts that they have; what is missing is empty."""
    parts = stored.get(part) if isinstance(stored, Mapping) else None
    listed = parts if isinstance(parts, list) else []
    return [{name: str(each.get(name, "")) for name in names} for each in listed if isinstance(each, Mapping)]


def _parts(written: list[Mapping[str, Any]], names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{name: _text(each, name) for name in names} for each in written]


def _text(part: Mapping[str, Any], name: str) -> str:
    """Return a text of a part; one that is left out is empty."""
    text = str(part.get(name.removesuffix(HTML), ""))
    return markdown_to_html(text) if name.endswith(HTML) else text
