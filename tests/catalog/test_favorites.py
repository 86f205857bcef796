"""Favourite tools, and the popularity that counts them."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.catalog import models, services
from domains.catalog.rules import MOST_FAVORITES
from domains.configuration.services import set_app_setting
from domains.kit import ids
from domains.kit.counts import stored_values
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.race import race


async def mark(person: Client, tool: models.Tool, verb: str = "FavoriteTool") -> dict[str, Any]:
    """Let somebody have a tool among their favourites, or no longer, and return the payload."""
    (payload,) = (await person.run(verb, input={"toolId": world.id_of(tool)})).values()
    return dict(payload)


async def favorites(caller: Client, username: str, **page: Any) -> list[str]:
    """Return the favourites of somebody, as the caller sees them."""
    found = (await caller.run("Favorites", username=username, **page))["user"]["favorites"]
    return [node["slug"] for node in world.nodes(found)]


async def traces() -> list[Any]:
    """Return all that favourites consist of; each stored count is right."""
    assert await wrong_counts() == 0
    marks = [row async for row in models.ToolFavorite.objects.order_by("pk").values()]
    return [*marks, *[row async for row in models.Tool.objects.order_by("pk").values("pk", "popularity")]]


@sync_to_async
def wrong_counts() -> int:
    """Return how many stored counts are not what they count."""
    return sum(stored.wrong().count() for stored in stored_values())


async def test_a_favourite_counts(as_student: Client, as_stranger: Client, as_anonymous: Client) -> None:
    brush = await world.tool("brush")

    marked = await mark(as_student, brush)

    shown = {"id": world.id_of(brush), "popularity": 1, "favoritedByCount": 1}
    assert marked == {"tool": {**shown, "isFavoritedByViewer": True}, "errors": []}
    assert await favorites(as_stranger, "student") == ["brush"]
    for caller, is_own in ((as_student, True), (as_stranger, False), (as_anonymous, False)):
        found = (await caller.run("Favorites", username="student"))["user"]["favorites"]
        (node,) = world.nodes(found)
        assert (node["favoritedByCount"], node["isFavoritedByViewer"], found["totalCount"]) == (1, is_own, 1)


async def test_twice_is_once(as_student: Client) -> None:
    brush = await world.tool("brush")
    await mark(as_student, brush)
    before = await traces()

    assert (await mark(as_student, brush))["tool"]["favoritedByCount"] == 1
    assert await traces() == before


async def test_a_favourite_ends(as_student: Client, as_teacher: Client) -> None:
    brush = await world.tool("brush")
    await mark(as_student, brush)
    await mark(as_teacher, brush)

    ended = await mark(as_student, brush, "UnfavoriteTool")

    shown = {"id": world.id_of(brush), "popularity": 1, "favoritedByCount": 1}
    assert ended == {"tool": {**shown, "isFavoritedByViewer": False}, "errors": []}
    assert await favorites(as_student, "student") == []
    before = await traces()
    assert (await mark(as_student, brush, "UnfavoriteTool"))["errors"] == []
    assert await traces() == before


async def test_a_deactivated_tool_leaves_the_list_and_can_still_be_taken_off(as_student: Client) -> None:
    brush = await world.tool("brush")
    await mark(as_student, brush)
    await models.Tool.objects.aupdate(is_active=False)

    assert await favorites(as_student, "student") == []
    assert await mark(as_student, brush, "UnfavoriteTool") == {"tool": None, "errors": []}
    assert [error["code"] for error in (await mark(as_student, brush, "UnfavoriteTool"))["errors"]] == ["NOT_FOUND"]
    assert [error["code"] for error in (await mark(as_student, brush))["errors"]] == ["NOT_FOUND"]


async def test_the_latest_choice_comes_first_and_pages_have_no_gaps(as_student: Client) -> None:
    slugs = [f"tool-{number}" for number in range(5)]
    for slug in slugs:
        await mark(as_student, await world.tool(slug))

    seen, after = [], None
    for _ in range(3):
        page = (await as_student.run("Favorites", username="student", first=2, after=after))["user"]["favorites"]
        seen += [node["slug"] for node in world.nodes(page)]
        after = page["pageInfo"]["endCursor"]

    assert seen == list(reversed(slugs))


async def test_a_private_profile_hides_favourites(as_stranger: Client, as_staff: Client) -> None:
    quiet = await world.person("quiet", profile_visibility="private")
    await mark(quiet, await world.tool("brush"))

    assert await favorites(as_stranger, "quiet") == []
    assert await favorites(quiet, "quiet") == await favorites(as_staff, "quiet") == ["brush"]

    await world.follow(quiet, as_stranger)
    assert await favorites(as_stranger, "quiet") == ["brush"]


async def test_a_block_hides_favourites(as_student: Client, as_stranger: Client) -> None:
    await mark(as_student, await world.tool("brush"))
    await world.relate(as_student, as_stranger, "blocked")

    assert (await as_stranger.run("Favorites", username="student")) == {"user": None}


@pytest.mark.parametrize("operation", ["FavoriteTool", "UnfavoriteTool"])
async def test_what_is_no_tool_is_refused(as_student: Client, as_anonymous: Client, operation: str) -> None:
    brush = await world.tool("brush")
    before = await traces()

    for caller, id, code in (
        (as_student, ids.encode("Tool", world.NOBODY), "NOT_FOUND"),
        (as_student, ids.encode("User", brush.pk), "INVALID_ID"),
        (as_anonymous, world.id_of(brush), "UNAUTHENTICATED"),
    ):
        (payload,) = (await caller.run(operation, input={"toolId": id})).values()
        assert (payload["tool"], [error["code"] for error in payload["errors"]]) == (None, [code])

    assert await traces() == before


async def test_the_limit_is_a_setting_that_holds_at_once(as_student: Client, as_staff: Client) -> None:
    brush, pen = await world.tool("brush"), await world.tool("pen")
    await sync_to_async(set_app_setting)(viewer=as_staff.viewer, key=MOST_FAVORITES.key, value="1")
    await mark(as_student, brush)
    before = await traces()

    refused = await mark(as_student, pen)

    assert [(error["code"], error["path"]) for error in refused["errors"]] == [
        ("TOO_MANY_FAVORITES", ["input", "toolId"])
    ]
    assert await traces() == before
    await sync_to_async(set_app_setting)(viewer=as_staff.viewer, key=MOST_FAVORITES.key, value="2")
    assert (await mark(as_student, pen))["errors"] == []


async def test_races_leave_the_count_true(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    brush = await world.tool("brush")

    def act(person: Client) -> Any:
        return lambda: services.favorite_tool(viewer=person.viewer, tool_id=brush.pk)

    outcomes = await race(*(act(person) for person in (as_student, as_student, as_teacher, as_stranger)))

    assert [type(outcome) for outcome in outcomes] == [models.Tool] * 4
    await brush.arefresh_from_db()
    assert brush.popularity == 3
    assert await wrong_counts() == 0


async def test_the_limit_holds_in_a_race(as_student: Client, as_staff: Client) -> None:
    tools = [await world.tool(slug) for slug in ("brush", "pen")]
    await sync_to_async(set_app_setting)(viewer=as_staff.viewer, key=MOST_FAVORITES.key, value="1")

    await race(*(lambda tool=tool: services.favorite_tool(viewer=as_student.viewer, tool_id=tool.pk) for tool in tools))

    assert len(await favorites(as_student, "student")) == 1
    assert await wrong_counts() == 0


async def test_an_account_that_ends_takes_its_favourites_along(as_student: Client, as_teacher: Client) -> None:
    brush, pen = await world.tool("brush"), await world.tool("pen")
    await mark(as_student, brush)
    await mark(as_student, pen)
    await mark(as_teacher, brush)

    await sync_to_async(as_student.user.delete)()

    assert await wrong_counts() == 0
    found = world.nodes((await as_teacher.run("Tools", order="POPULAR"))["tools"])
    assert [node["slug"] for node in found] == ["brush", "pen"]


async def test_the_most_popular_come_first(as_student: Client, as_teacher: Client) -> None:
    for slug, people in (("brush", [as_student]), ("pen", []), ("stylus", [as_student, as_teacher])):
        tool = await world.tool(slug)
        for person in people:
            await mark(person, tool)

    found = world.nodes((await as_student.run("Tools", order="POPULAR"))["tools"])

    assert [node["slug"] for node in found] == ["stylus", "brush", "pen"]


async def test_favourites_cost_the_same_for_any_number(as_student: Client, as_teacher: Client) -> None:
    async def grow(number: int) -> None:
        await mark(as_student, await world.tool(f"tool-{number}", category=f"kind-{number}"))

    async def ask() -> int:
        return len(await favorites(as_teacher, "student"))

    await costs_the_same(as_teacher, grow, ask)
