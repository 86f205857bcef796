"""The shipped catalogue: real tools with their sources, loaded once however often."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import ValidationError

from domains.catalog import fixtures, models
from tests.support import world
from tests.support.client import Client

TABLES: tuple[Any, ...] = (
    models.Tool,
    models.ToolCategory,
    models.ToolTag,
    models.ToolExample,
    models.Taxonomy,
    models.Tool.categories.through,
    models.Tool.tags.through,
    models.Tool.examples.through,
)


@pytest.fixture
async def loaded() -> None:
    await sync_to_async(fixtures.load_shipped)()


@sync_to_async
def stored() -> dict[str, list[dict[str, Any]]]:
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in TABLES}


async def test_at_least_sixty_tools_each_name_their_source_and_its_day(loaded: None) -> None:
    tools = [tool async for tool in models.Tool.objects.all()]

    assert len(tools) >= 60
    assert [tool.slug for tool in tools if not tool.source_url.startswith("https://")] == []
    assert [tool.slug for tool in tools if tool.facts_as_of is None] == []


async def test_every_shipped_row_is_one_that_the_back_office_would_take(loaded: None) -> None:
    @sync_to_async
    def misfits() -> list[str]:
        found = []
        for model in (models.Tool, models.ToolCategory, models.ToolTag, models.ToolExample, models.Taxonomy):
            for row in model._base_manager.all():
                try:
                    row.full_clean()
                except ValidationError as error:
                    found.append(f"{row}: {error}")
        return found

    assert await misfits() == []


async def test_every_tool_stands_in_its_main_category_and_has_tags(loaded: None) -> None:
    @sync_to_async
    def misfits() -> list[str]:
        tools = models.Tool.objects.prefetch_related("categories", "tags", "examples")
        return [
            tool.slug
            for tool in tools
            if tool.category_id not in {category.pk for category in tool.categories.all()} or not tool.tags.all()
        ]

    assert await misfits() == []


async def test_loading_twice_changes_nothing(loaded: None) -> None:
    once = await stored()

    await sync_to_async(fixtures.load_shipped)()

    assert await stored() == once
    assert all(once.values())


async def test_what_staff_have_edited_stays(loaded: None) -> None:
    tool = await models.Tool.objects.aget(slug="claude")
    tool.name, tool.is_active = "Claude, edited", False
    await tool.asave()
    await tool.tags.aclear()
    await models.ToolCategory.objects.filter(slug="text").aupdate(name="Words")
    edited = await stored()

    await sync_to_async(fixtures.load_shipped)()

    assert await stored() == edited


async def test_a_tool_that_is_missing_comes_back(loaded: None) -> None:
    await models.Tool.objects.filter(slug="claude").adelete()

    await sync_to_async(fixtures.load_shipped)()

    assert await world.count(models.Tool, slug="claude") == 1


async def test_the_taxonomy_has_terms_of_more_than_one_level(loaded: None) -> None:
    assert await world.count(models.Taxonomy, parent__isnull=False) > 0
    assert await world.count(models.Taxonomy, parent__parent__parent__isnull=False) == 0


async def test_a_newcomer_sees_the_catalogue(loaded: None, as_anonymous: Client) -> None:
    listed = (await as_anonymous.run("Tools", first=100))["tools"]
    categories = (await as_anonymous.run("ToolCategories"))["toolCategories"]

    assert listed["totalCount"] == len(listed["edges"]) == await world.count(models.Tool)
    assert [each["slug"] for each in categories if each["tools"]["totalCount"] == 0] == []
