"""The shipped catalogue: real tools, each with where and when its facts were checked."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from domains.catalog import models
from domains.kit.generation import Rows, Size, key, one_of, series
from domains.users.fixtures import person

DATA = Path(__file__).parent / "data"
# Columns of a shipped tool that are not relations.
COLUMNS = (
    "name", "provider", "short_description", "long_description", "website_url", "docs_url", "pricing_url",
    "pricing_model", "api_key_required", "is_featured", "source_url", "facts_as_of",
)  # fmt: skip


@transaction.atomic
def load_shipped() -> None:
    """Add what is missing. What is there already stays as staff have edited it."""
    categories = _vocabulary(models.ToolCategory, read("tool_categories.toml", "category"))
    terms: dict[str, models.Taxonomy] = {}
    for row in read("taxonomy.toml", "taxon"):
        terms[row["slug"]], _ = models.Taxonomy.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "taxonomy_type": row["type"],
                "parent": terms[row["parent"]] if "parent" in row else None,
            },
        )
    for row in read("tools.toml", "tool"):
        _tool(row, categories)


def read(file: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of a shipped file."""
    rows: list[dict[str, Any]] = tomllib.loads((DATA / file).read_text())[table]
    return rows


def _vocabulary(model: type[models.ToolCategory], rows: list[dict[str, Any]]) -> dict[str, models.ToolCategory]:
    """Return the categories by slug, with those that were missing."""
    return {row["slug"]: model.objects.get_or_create(slug=row["slug"], defaults=row)[0] for row in rows}


def _tool(row: dict[str, Any], categories: dict[str, models.ToolCategory]) -> None:
    """Add one tool with what belongs to it."""
    tool, is_new = models.Tool.objects.get_or_create(
        slug=row["slug"],
        defaults={name: row[name] for name in COLUMNS} | {"category": categories[row["category"]]},
    )
    if not is_new:
        return
    tool.categories.set(categories[slug] for slug in row["categories"])
    tool.tags.set(
        models.ToolTag.objects.get_or_create(slug=tag, defaults={"name": tag.replace("-", " ")})[0]
        for tag in row["tags"]
    )
    tool.examples.set(models.ToolExample.objects.create(**example) for example in row["examples"])


def generated(size: Size) -> list[Rows]:
    """Return the favourites of the people of a large world, among the shipped tools."""
    made = f"pg_temp.moment(n, {size.favorites})"
    tools = "(SELECT id, row_number() OVER (ORDER BY slug) AS place, count(*) OVER () AS total FROM catalog_tool) AS t"
    chosen = "t.place = 1 + floor(t.total * pg_temp.pick(n, 22) ^ 2)"
    return [
        Rows(models.ToolFavorite, f"{series(size.favorites)} JOIN {tools} ON {chosen} ORDER BY n", {
            "id": key("favorite", "n", size.favorites), "created_at": made, "tool_id": "t.id",
            "user_id": person(one_of(size.people, "n", 21), size),
        }),
    ]  # fmt: skip
