"""The catalogue is edited in the back office, many tools at once too."""

import pytest

from domains.catalog import models
from tests.support import world
from tests.support.client import HttpClient

PAGE = "/admin/catalog/tool/"


@pytest.fixture
async def office(browser: HttpClient) -> HttpClient:
    """Staff, signed in."""
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    await browser.http.get(PAGE)
    return browser


async def act(office: HttpClient, action: str, *tools: models.Tool, **given: str) -> None:
    """Choose tools on the list, and an action."""
    token = office.http.cookies["csrftoken"]
    chosen = {"action": action, "_selected_action": [str(tool.pk) for tool in tools], "csrfmiddlewaretoken": token}
    assert (await office.http.post(PAGE, data=chosen | given, headers={"referer": PAGE})).status_code == 302


async def columns(*names: str) -> list[tuple[object, ...]]:
    """Return columns of all tools, by name."""
    return [row async for row in models.Tool.objects.order_by("name").values_list(*names)]


async def test_many_tools_are_changed_at_once(office: HttpClient) -> None:
    brush, pen, _ = [await world.tool(slug) for slug in ("brush", "pen", "stylus")]

    await act(office, "feature", brush, pen)
    await act(office, "deactivate", pen)
    assert await columns("is_featured", "is_active") == [(True, True), (True, False), (False, True)]

    await act(office, "unfeature", brush)
    await act(office, "activate", pen)
    assert await columns("is_featured", "is_active") == [(False, True), (True, True), (False, True)]


async def test_many_tools_get_a_category_at_once(office: HttpClient) -> None:
    brush, pen = await world.tool("brush"), await world.tool("pen")
    code = await models.ToolCategory.objects.acreate(slug="code", name="Code")

    await act(office, "set_category", brush, pen, category=str(code.pk))
    await act(office, "set_category", brush, category="")

    assert await columns("category__slug") == [("code",), ("code",)]
    assert [tool async for tool in code.all_tools.order_by("name")] == [brush, pen]


async def test_tools_are_searched_for(office: HttpClient) -> None:
    await world.tool("brush", provider="Bristle & Co")
    await world.tool("pen")

    page = (await office.http.get(PAGE, params={"q": "bristle"})).text

    assert "1 tool" in page
    assert "Pen" not in page
