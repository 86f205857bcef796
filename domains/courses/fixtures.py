"""The shipped blueprint, and the demo courses: one about this gateway, and one of the demo learner's own."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from domains.courses import models
from domains.courses.rules.blueprints import check_module
from domains.courses.services.demonstration import practising, teaching
from domains.users import fixtures as people

BLUEPRINT = Path(__file__).parent / "data" / "blueprint"
# Columns of a module as its file has them.
COLUMNS = (
    "module_number", "concept_slug", "title_template", "description_template", "learning_objectives", "rigor_level",
    "estimated_hours", "prerequisites",
)  # fmt: skip
CONTENT = ("sections", "examples", "visualizations")
TEACHER, LEARNER = "teacher", "student"


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


def load_demo() -> None:
    """Let the demo teacher teach what the demo learner has begun, and the learner have a course of their own."""
    # In the order in which it happened: yesterday, then today.
    practising.practise(people.viewer(LEARNER))
    teaching.teach(people.viewer(TEACHER), people.viewer(LEARNER))
