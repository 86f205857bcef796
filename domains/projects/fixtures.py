"""Demo projects: notes of the demo accounts on real open-source work, and what they say to each other."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q

from domains.catalog.models import Taxonomy, Tool
from domains.kit import clock
from domains.projects import models, services
from domains.users import fixtures as people

DATA = Path(__file__).parent / "data"


def load_demo() -> None:
    """Create the projects that are missing, an hour apart, and the demo accounts' likes and comments on them."""
    rows = read("projects.toml", "project")
    newest, made = clock.now() - timedelta(minutes=5), set[tuple[str, str]]()
    for number, row in enumerate(reversed(rows)):
        with clock.at(newest - timedelta(hours=len(rows) - number)):
            made |= _project(row)
    for number, row in enumerate(read("talk.toml", "talk")):
        with clock.at(newest - timedelta(minutes=3 * (100 - number))):
            if (row["owner"], row["project"]) in made:
                _talk(row)


def read(file: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of a shipped file."""
    rows: list[dict[str, Any]] = tomllib.loads((DATA / file).read_text())[table]
    return rows


def _project(row: dict[str, Any]) -> set[tuple[str, str]]:
    """Create one project, unless its owner has it under this name or at this address; return what was made."""
    same = Q(slug=row["slug"]) | Q(external_url=row["external_url"])
    if models.Project.objects.filter(same, user__username=row["owner"]).exists():
        return set()
    project = services.create_project(
        viewer=people.viewer(row["owner"]),
        values={
            **{name: row[name] for name in ("title", "slug", "description", "type", "external_url", "topics")},
            "is_showcased": row["showcased"],
            "tools": Tool.objects.filter(slug__in=row["tools"]).values_list("pk", flat=True),
            "categories": Taxonomy.objects.filter(slug__in=row["categories"]).values_list("pk", flat=True),
            "content": _blocks(row),
        },
    )
    if row["featured"]:
        models.Project.objects.filter(pk=project.pk).update(is_highlighted=True)
    return {(row["owner"], row["slug"])}


def _blocks(row: dict[str, Any]) -> list[dict[str, str]]:
    """Return a project's page: its notes, its diagram, and where the facts come from."""
    diagram = [{"type": "mermaid", "diagram": row["diagram"].strip()}] if "diagram" in row else []
    source = f"Facts as of {row['facts_as_of']:%-d %B %Y}, from <{row['source_url']}>."
    return [{"type": "text", "content": row["body"].strip()}, *diagram, {"type": "text", "content": source}]


def _talk(row: dict[str, Any]) -> None:
    """Let one demo account like a new project and say something about it."""
    viewer = people.viewer(row["by"])
    project = models.Project.objects.get(user__username=row["owner"], slug=row["project"])
    services.like_project(viewer=viewer, project_id=project.pk)
    if "says" in row:
        said = services.add_comment(viewer=viewer, project_id=project.pk, content=row["says"])
        if "answer" in row:
            services.add_comment(
                viewer=people.viewer(row["owner"]),
                project_id=project.pk,
                content=row["answer"],
                parent_id=said.pk,
            )
