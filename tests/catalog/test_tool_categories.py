"""The categories of tools."""

import pytest
from asgiref.sync import sync_to_async
from django.db.models import ProtectedError

from domains.catalog import models
from tests.support import world
from tests.support.client import Client


async def test_categories_come_by_name_with_their_tools(as_anonymous: Client) -> None:
    await world.tool("compiler", category="code")
    await world.tool("brush", category="art")
    await world.tool("anvil", category="art")
    await world.tool("gone", category="art", is_active=False)
    await models.ToolCategory.objects.acreate(slug="video", name="Video", description="Films.", icon="fa-film")

    categories = (await as_anonymous.run("ToolCategories", first=1))["toolCategories"]

    assert [
        (each["name"], each["tools"]["totalCount"], [tool["slug"] for tool in world.nodes(each["tools"])])
        for each in categories
    ] == [("Art", 2, ["anvil"]), ("Code", 1, ["compiler"]), ("Video", 0, [])]
    assert (categories[2]["description"], categories[2]["icon"]) == ("Films.", "fa-film")


async def test_a_category_is_found_by_its_id(as_anonymous: Client) -> None:
    tool = await world.tool("compiler", category="code")
    id = world.id_of(tool.category)

    assert await as_anonymous.run("Node", id=id) == {"node": {"__typename": "ToolCategory", "id": id}}


async def test_a_tool_stands_in_each_of_its_categories(as_anonymous: Client) -> None:
    brush = await world.tool("brush", category="art")
    await brush.categories.aadd((await world.tool("compiler", category="code")).category)

    categories = (await as_anonymous.run("ToolCategories"))["toolCategories"]

    assert [[tool["slug"] for tool in world.nodes(each["tools"])] for each in categories] == [
        ["brush"],
        ["brush", "compiler"],
    ]


@pytest.mark.parametrize("is_active", [True, False])
async def test_a_category_that_has_tools_stays(is_active: bool) -> None:
    tool = await world.tool("compiler", category="code", is_active=is_active)

    with pytest.raises(ProtectedError):
        await sync_to_async(tool.category.delete)()

    assert await world.count(models.ToolCategory, slug="code") == 1
    assert await world.count(models.Tool, category=tool.category) == 1


async def test_a_category_without_tools_goes(as_anonymous: Client) -> None:
    category = await models.ToolCategory.objects.acreate(slug="video", name="Video")

    await category.adelete()

    assert await as_anonymous.run("ToolCategories") == {"toolCategories": []}
