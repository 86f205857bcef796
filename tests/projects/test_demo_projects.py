"""The demo projects: loaded once however often, and each names where its facts come from."""

from itertools import chain
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.core.management import call_command

from domains.projects import fixtures, models
from tests.support import world
from tests.support.client import Client


@pytest.fixture
async def loaded() -> None:
    await sync_to_async(call_command)("load_data")


@sync_to_async
def census() -> dict[str, int]:
    """Return how many rows each table of the domains has, the tables between two others included."""
    every = chain.from_iterable(
        config.get_models(include_auto_created=True)
        for config in apps.get_app_configs()
        if config.name.startswith("domains.")
    )
    return {model._meta.label: model._base_manager.count() for model in every}


@sync_to_async
def projects() -> list[models.Project]:
    return list(models.Project.objects.select_related("user").prefetch_related("likes", "tools", "categories"))


async def test_loading_twice_changes_no_count(loaded: None) -> None:
    once = await census()

    await sync_to_async(call_command)("load_data")

    assert await census() == once
    assert once["projects.Project"] >= 40
    assert 0 not in {once["projects.Comment"], once["projects.ProjectLike"], once["catalog.Tool"]}


async def test_loading_again_keeps_what_somebody_changed(loaded: None) -> None:
    await models.Project.objects.filter(slug="django").aupdate(title="My notes", topics=[])

    await sync_to_async(call_command)("load_data")

    changed = await models.Project.objects.aget(slug="django")
    assert (changed.title, changed.topics) == ("My notes", [])


@pytest.mark.parametrize("change", [{"is_private": True}, {"is_archived": True}, {"slug": "renamed"}])
async def test_loading_again_works_whatever_was_done_to_a_demo_project(loaded: None, change: dict[str, Any]) -> None:
    await models.Project.objects.filter(slug="psycopg").aupdate(**change)

    await sync_to_async(call_command)("load_data")

    assert await world.count(models.Project, **change) == 1


async def test_a_first_start_loads_nothing_where_there_are_accounts(as_student: Client) -> None:
    await sync_to_async(call_command)("load_data", first_start=True)

    counts = await census()
    assert (counts["users.User"], counts["projects.Project"], counts["catalog.Tool"]) == (1, 0, 0)


async def test_the_stored_likes_are_those_there_are(loaded: None) -> None:
    counts = [(each.like_count, len(each.likes.all())) for each in await projects()]

    assert all(stored == rows for stored, rows in counts)
    assert sum(rows for _, rows in counts) > 0


async def test_every_page_ends_with_its_source(loaded: None) -> None:
    rows: dict[str, dict[str, Any]] = {row["slug"]: row for row in fixtures.read("projects.toml", "project")}

    lasts = {
        each.slug: [block for block in each.content["blocks"] if block["type"] == "text"][-1]["content"]
        for each in await projects()
    }

    assert lasts.keys() == rows.keys()
    assert [slug for slug, text in lasts.items() if rows[slug]["source_url"] not in text] == []
    assert [slug for slug, text in lasts.items() if str(rows[slug]["facts_as_of"].year) not in text] == []


async def test_every_tool_and_category_that_a_project_names_is_shipped(loaded: None) -> None:
    rows = {(row["owner"], row["slug"]): row for row in fixtures.read("projects.toml", "project")}

    for project in await projects():
        row = rows[project.user.username, project.slug]
        assert {tool.slug for tool in project.tools.all()} == set(row["tools"])
        assert {term.slug for term in project.categories.all()} == set(row["categories"])


async def test_a_newcomer_sees_the_demo_projects(loaded: None, as_anonymous: Client) -> None:
    explored = (await as_anonymous.run("Explore", first=100))["explore"]

    assert explored["totalCount"] == await world.count(models.Project) == len(explored["edges"])
    assert len({node["createdAt"] for node in world.nodes(explored)}) == len(explored["edges"])
