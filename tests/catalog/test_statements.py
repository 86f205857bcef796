"""Lists of the catalogue cost the same number of statements however long they are."""

import pytest

from domains.catalog import models
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same


async def busy_tool(number: int, maker: Client) -> None:
    """Put a tool with a category, tags, an example and a project of its own into the catalogue."""
    tool = await world.tool(f"tool-{number}", category=f"kind-{number}", tags=(f"a-{number}", f"b-{number}"))
    await tool.examples.aadd(await models.ToolExample.objects.acreate(title=f"Example {number}"))
    await world.project(maker, f"Project {number}", tools=[tool.pk])


@pytest.mark.parametrize("order", ["NAME", "POPULAR", "NEWEST"])
async def test_the_catalogue(as_student: Client, as_anonymous: Client, order: str) -> None:
    async def grow(number: int) -> None:
        await busy_tool(number, as_student)

    async def ask() -> int:
        tools = world.nodes((await as_anonymous.run("Tools", order=order))["tools"])
        assert all(len(tool["tags"]) == 2 and tool["category"] for tool in tools)
        return len(tools)

    await costs_the_same(as_anonymous, grow, ask)


async def test_every_list_of_many_tools(as_student: Client, as_stranger: Client) -> None:
    document = """
    {
      tools {
        edges {
          node {
            category { name tools { totalCount } }
            categories { name }
            tags { name }
            examples { title }
            projects { totalCount edges { node { title webPath isLikedByViewer owner { username } } } }
          }
        }
      }
    }
    """

    async def grow(number: int) -> None:
        await busy_tool(number, as_student)

    async def ask() -> int:
        tools = world.nodes((await as_stranger.ask(document))["data"]["tools"])
        lists = [len(tool["categories"] + tool["examples"] + tool["projects"]["edges"]) for tool in tools]
        assert lists == [3] * len(tools)
        return len(tools)

    await costs_the_same(as_stranger, grow, ask)


async def test_the_lists_of_one_tool(as_student: Client, as_anonymous: Client) -> None:
    brush = await world.tool("brush")

    async def grow(number: int) -> None:
        await brush.categories.aadd(await models.ToolCategory.objects.acreate(slug=f"k-{number}", name="K"))
        await brush.tags.aadd(await models.ToolTag.objects.acreate(slug=f"t-{number}", name="T"))
        await brush.examples.aadd(await models.ToolExample.objects.acreate(title=f"E-{number}"))
        maker = await world.person(f"maker-{number}")
        await world.project(maker, tools=[brush.pk, (await world.tool(f"tool-{number}")).pk])

    async def ask() -> int:
        tool = (await as_anonymous.run("Tool", slug="brush"))["tool"]
        assert len(tool["categories"]) - 1 == len(tool["tags"]) == len(tool["examples"])
        assert len(tool["tags"]) == tool["projects"]["totalCount"]
        return len(tool["projects"]["edges"])

    await costs_the_same(as_anonymous, grow, ask)


async def test_all_categories_with_their_tools(as_student: Client, as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        await busy_tool(number, as_student)

    async def ask() -> int:
        categories = (await as_anonymous.run("ToolCategories"))["toolCategories"]
        assert [each["tools"]["totalCount"] for each in categories] == [1] * len(categories)
        return len(categories)

    await costs_the_same(as_anonymous, grow, ask)


async def test_the_tools_of_one_category(as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        await world.tool(f"tool-{number}")

    async def ask() -> int:
        (category,) = (await as_anonymous.run("ToolCategories", first=20))["toolCategories"]
        return len(world.nodes(category["tools"]))

    await costs_the_same(as_anonymous, grow, ask)


async def test_terms_with_what_is_above_and_below(as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        above = await world.term(f"above-{number}")
        middle = await world.term(f"middle-{number}", below=above)
        await world.term(f"below-{number}", below=middle)

    async def ask() -> int:
        terms = world.nodes((await as_anonymous.run("Taxonomy", first=100))["taxonomy"])
        return sum(1 for term in terms if term["parent"] and term["children"]["totalCount"] == 1)

    await costs_the_same(as_anonymous, grow, ask)


async def test_the_children_of_one_term(as_anonymous: Client) -> None:
    art = await world.term("art")

    async def grow(number: int) -> None:
        await world.term(f"term-{number}", below=art)

    async def ask() -> int:
        (term,) = [
            term for term in world.nodes((await as_anonymous.run("Taxonomy"))["taxonomy"]) if term["slug"] == "art"
        ]
        return len(world.nodes(term["children"]))

    await costs_the_same(as_anonymous, grow, ask)
