"""One tool, by its slug."""

import pytest

from domains.catalog import models
from tests.support import world
from tests.support.client import Client


async def test_a_tool_is_shown_whole(as_anonymous: Client) -> None:
    made = await world.tool(
        "brush",
        category="design",
        tags=("drawing",),
        short_description="It draws.",
        long_description="It draws very well.",
        docs_url="https://example.org/docs",
        pricing_url="https://example.org/pricing",
        logo_url="https://example.org/logo.png",
        api_key_required=True,
        source_url="https://example.org/facts",
        facts_as_of="2025-06-01",
    )
    await made.examples.aadd(await models.ToolExample.objects.acreate(title="A tree", description="Draw one."))

    found = await as_anonymous.run("Tool", slug="brush")

    assert found["tool"] == {
        "id": world.id_of(made),
        "slug": "brush",
        "name": "Brush",
        "provider": "Maker",
        "shortDescription": "It draws.",
        "longDescription": "It draws very well.",
        "pricingModel": "FREE",
        "logoUrl": "https://example.org/logo.png",
        "webPath": "/tools/brush",
        "websiteUrl": "https://example.org",
        "docsUrl": "https://example.org/docs",
        "pricingUrl": "https://example.org/pricing",
        "apiKeyRequired": True,
        "sourceUrl": "https://example.org/facts",
        "factsAsOf": "2025-06-01",
        "category": {"slug": "design", "name": "Design"},
        "categories": [{"slug": "design", "name": "Design"}],
        "tags": [{"slug": "drawing", "name": "drawing"}],
        "examples": [{"title": "A tree", "description": "Draw one."}],
        "projects": {"totalCount": 0, "edges": []},
    }


@pytest.mark.parametrize("slug", ["unknown", "", "Brush", "brush ", "br%", "brus_", "x" * 500])
async def test_an_unknown_tool_is_null(as_anonymous: Client, slug: str) -> None:
    await world.tool("brush")

    assert await as_anonymous.run("Tool", slug=slug) == {"tool": None}


async def test_a_deactivated_tool_is_found_on_no_road(as_staff: Client, as_anonymous: Client) -> None:
    off = await world.tool("brush", is_active=False)

    for caller in (as_staff, as_anonymous):
        found = await caller.run("Tool", slug="brush")
        node = await caller.run("Node", id=world.id_of(off))
        listed = (await caller.run("Tools"))["tools"]
        searched = (await caller.run("Tools", search="brush"))["tools"]
        (category,) = (await caller.run("ToolCategories"))["toolCategories"]

        assert (found, node) == ({"tool": None}, {"node": None})
        assert [(each["totalCount"], each["edges"]) for each in (listed, searched, category["tools"])] == [(0, [])] * 3


async def test_a_tool_lists_public_projects_newest_first(as_student: Client, as_anonymous: Client) -> None:
    brush, pen = await world.tool("brush"), await world.tool("pen")
    await world.project(as_student, "Older", age=2, tools=[brush.pk, pen.pk])
    await world.project(as_student, "Newer", age=1, tools=[brush.pk])
    await world.project(as_student, "Other", tools=[pen.pk])

    projects = (await as_anonymous.run("Tool", slug="brush", first=1))["tool"]["projects"]

    assert projects["totalCount"] == 2
    assert [node["title"] for node in world.nodes(projects)] == ["Newer"]
