"""Demo projects: notes of the demo accounts on real open-source work, and what they say to each other."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q

from domains.catalog.models import Taxonomy, Tool
from domains.kit import clock
from domains.kit.generation import Rows, Size, chance, key, one_of, series
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


def project(number: str, size: Size) -> str:
    """Return SQL for the key of a generated project."""
    return key("project", number, size.projects)


def generated(size: Size) -> list[Rows]:
    """Return the projects of a large world, the tools they were made with, their likes and comments."""
    owner = people.person(one_of(size.people, "n", 31, skew=2), size)
    tools = "(SELECT id, row_number() OVER (ORDER BY slug) AS place, count(*) OVER () AS total FROM catalog_tool) AS t"
    made = f"pg_temp.moment(n, {size.projects})"
    types = "(ARRAY['github_repo', 'figma_design', 'image_collection', 'prompt', 'video', 'other'])"
    candidates = f"""(
        SELECT min(n) AS n, project, person FROM (
            SELECT n, {one_of(size.projects, "n", 41, skew=2)} AS project, {one_of(size.people, "n", 42)} AS person
            FROM {series(size.likes * 6 // 5)}
        ) AS tries GROUP BY project, person ORDER BY min(n) LIMIT {size.likes}
    ) AS likes"""  # noqa: S608 - our own words
    return [
        Rows(models.Project, series(size.projects), {
            "id": project("n", size), "user_id": owner, "slug": "'project-' || n", "title": "'Project ' || n",
            "description": "'A generated project, number ' || n || '.'", "created_at": made, "updated_at": made,
            "type": f"{types}[{one_of(6, 'n', 32)}]", "topics": "ARRAY['topic-' || mod(n, 40), 'topic-' || mod(n, 7)]",
            "is_private": chance(0.08, "n", 33), "is_archived": chance(0.04, "n", 34),
        }),
        Rows(models.Project.tools.through,
             f"{series(size.projects * 2)} JOIN {tools} ON t.place = 1 + floor(t.total * pg_temp.pick(n, 35) ^ 2)", {
            "project_id": project(f"(1 + mod(n, {size.projects}))", size), "tool_id": "t.id",
        }),
        Rows(models.ProjectLike, candidates, {
            "id": f"pg_temp.key('like', n, pg_temp.moment(n, {size.likes * 6 // 5}))",
            "created_at": f"pg_temp.moment(n, {size.likes * 6 // 5})",
            "project_id": project("project", size), "user_id": people.person("person", size),
        }),
        *_generated_comments(size),
    ]  # fmt: skip


def _generated_comments(size: Size) -> list[Rows]:
    """Return the comments, thread by thread deeper: answers come after what they answer."""
    first, second = size.comments * 6 // 10, size.comments * 9 // 10
    root = {1: "n", 2: one_of(first, "n", 53)}
    answered = f"({first} + {one_of(second - first, 'n', 54)})"
    root[3] = root[2].replace("pick(n,", f"pick({answered},")
    parents = {1: "NULL::uuid", 2: key("comment", root[2], size.comments), 3: key("comment", answered, size.comments)}
    spans = {1: (1, first), 2: (first + 1, second), 3: (second + 1, size.comments)}
    return [
        Rows(models.Comment, series(last, start=start), {
            "id": key("comment", "n", size.comments), "created_at": f"pg_temp.moment(n, {size.comments})",
            "user_id": people.person(one_of(size.people, "n", 51), size), "depth": str(depth),
            "project_id": project(one_of(size.projects, root[depth], 52, skew=2), size), "parent_id": parents[depth],
            "content": "'A generated comment, number ' || n || '.'",
        })
        for depth, (start, last) in spans.items()
    ]  # fmt: skip
