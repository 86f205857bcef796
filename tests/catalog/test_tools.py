"""The catalogue: conditions, search, orders, pages."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client


def slugs(connection: dict[str, Any]) -> list[str]:
    return [node["slug"] for node in world.nodes(connection)]


async def three_tools() -> None:
    await world.tool("brush", category="design", tags=("art", "drawing"), pricing_model="free", popularity=5)
    await world.tool("compiler", category="code", tags=("drawing",), pricing_model="api", is_featured=True)
    await world.tool("anvil", category="design", tags=(), pricing_model="paid", popularity=5)


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        (None, ["anvil", "brush", "compiler"]),
        ({}, ["anvil", "brush", "compiler"]),
        ({"category": "design"}, ["anvil", "brush"]),
        ({"tag": "drawing"}, ["brush", "compiler"]),
        ({"pricingModel": "API"}, ["compiler"]),
        ({"isFeatured": True}, ["compiler"]),
        ({"isFeatured": False}, ["anvil", "brush"]),
        ({"category": "design", "tag": "drawing"}, ["brush"]),
        ({"category": "design", "pricingModel": "API"}, []),
        ({"category": "unknown"}, []),
        ({"tag": ""}, []),
        ({"category": None, "isFeatured": None}, ["anvil", "brush", "compiler"]),
    ],
)
async def test_every_condition_holds_and_counts(
    as_anonymous: Client, filter: dict[str, Any] | None, expected: list[str]
) -> None:
    await three_tools()

    tools = (await as_anonymous.run("Tools", filter=filter))["tools"]

    assert (slugs(tools), tools["totalCount"]) == (expected, len(expected))


async def test_a_further_category_counts_as_well_as_the_main_one(as_anonymous: Client) -> None:
    brush = await world.tool("brush", category="design")
    await world.tool("compiler", category="code")
    await brush.categories.aadd((await world.tool("linter", category="code")).category)

    tools = (await as_anonymous.run("Tools", filter={"category": "code"}))["tools"]

    assert (slugs(tools), tools["totalCount"]) == (["brush", "compiler", "linter"], 3)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("NAME", ["anvil", "brush", "compiler"]),
        ("POPULAR", ["anvil", "brush", "compiler"]),
        ("NEWEST", ["anvil", "compiler", "brush"]),
    ],
)
async def test_tools_come_in_the_order_that_is_asked_for(as_anonymous: Client, order: str, expected: list[str]) -> None:
    await three_tools()

    tools = (await as_anonymous.run("Tools", order=order))["tools"]

    assert slugs(tools) == expected


async def test_the_most_used_come_first(as_anonymous: Client) -> None:
    await world.tool("anvil", popularity=1)
    await world.tool("brush", popularity=10)

    tools = (await as_anonymous.run("Tools", order="POPULAR"))["tools"]

    assert slugs(tools) == ["brush", "anvil"]


@pytest.mark.parametrize("order", ["NAME", "POPULAR", "NEWEST"])
async def test_pages_show_everything_once(as_anonymous: Client, order: str) -> None:
    for number in range(5):
        await world.tool(f"tool-{number}", name="Same name", popularity=number // 2)
    whole = slugs((await as_anonymous.run("Tools", order=order))["tools"])

    found: list[str] = []
    more, after = [], None
    for _ in range(3):
        page = (await as_anonymous.run("Tools", order=order, first=2, after=after))["tools"]
        found += slugs(page)
        more.append((page["pageInfo"]["hasNextPage"], page["totalCount"]))
        after = page["pageInfo"]["endCursor"]

    assert sorted(whole) == [f"tool-{number}" for number in range(5)]
    assert found == whole
    assert more == [(True, 5), (True, 5), (False, 5)]


@pytest.mark.parametrize("first", [-1, 101])
async def test_a_page_of_no_sensible_size_is_refused(as_anonymous: Client, first: int) -> None:
    answer = await as_anonymous.answer("Tools", first=first)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_PAGE"]


@pytest.mark.parametrize("after", ["", "nonsense", "x" * 5_000, "ключ"])
async def test_a_cursor_that_is_not_ours_is_refused(as_anonymous: Client, after: str) -> None:
    answer = await as_anonymous.answer("Tools", after=after)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_CURSOR"]
