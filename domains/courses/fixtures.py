"""The shipped blueprint: what generated courses are made of."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from domains.courses import models
from domains.courses.rules.blueprints import check_module

BLUEPRINT = Path(__file__).parent / "data" / "blueprint"
# Columns of a module as its file has them.
COLUMNS = (
    "module_number", "concept_slug", "title_template", "description_template", "learning_objectives", "rigor_level",
    "estimated_hours", "prerequisites",
)  # fmt: skip
CONTENT = ("sections", "examples", "visualizations")


@transaction.atomic
def load_shipped() -> None:
    """Add the modules that are missing. What is there already stays as staff have edited it.

    Raises:
        Refusals: a file is not what a module has to look like.
    """
    there = set(models.BlueprintModule.objects.values_list("module_number", flat=True))
    for columns in shipped_modules():
        if columns["module_number"] not in there:
            check_module(columns)
            models.BlueprintModule.objects.create(**columns)


def shipped_modules() -> list[dict[str, Any]]:
    """Return the columns of the shipped modules, in their order."""
    modules = [_module(tomllib.loads(file.read_text())) for file in BLUEPRINT.glob("*.toml")]
    return sorted(modules, key=lambda columns: columns["module_number"])


def _module(row: dict[str, Any]) -> dict[str, Any]:
    """Return a file's rows as the columns of a module."""
    return {
        **{name: row[name] for name in COLUMNS},
        "content_template": {part: row.get(part, []) for part in CONTENT},
        "exercise_templates": row.get("exercises", []),
    }
