"""Paging: each row once, in order, forward and backward."""

from itertools import chain

import pytest

from domains.kit import clock
from domains.projects.models import Project
from tests.kit.lists import backward, forward, titles
from tests.support import world
from tests.support.client import Client

NUMBERS = range(25)
TITLES = [f"Project {number:02}" for number in NUMBERS]


@pytest.fixture
async def _projects(as_student: Client) -> None:
    """Let there be 25 projects, the first the newest."""
    for age, title in enumerate(TITLES):
        await world.project(as_student, title, age=age)


@pytest.mark.usefixtures("_projects")
@pytest.mark.parametrize("size", [1, 4, 5, 24, 25, 26, 100])
async def test_pages_show_each_row_once_in_order(as_anonymous: Client, size: int) -> None:
    ahead = await forward(as_anonymous, size=size)
    back = await backward(as_anonymous, size=size)

    assert list(chain(*ahead)) == TITLES
    assert list(chain(*back)) == TITLES
    assert len(ahead) == len(back) == -(-25 // size)
    assert {len(page) for page in ahead[:-1]} <= {size}
    assert {len(page) for page in back[1:]} <= {size}


@pytest.mark.usefixtures("_projects")
async def test_a_page_says_where_it_stands(as_anonymous: Client) -> None:
    whole = (await as_anonymous.run("Explore", first=25))["explore"]
    cursors = [edge["cursor"] for edge in whole["edges"]]

    middle = (await as_anonymous.run("Explore", first=5, after=cursors[9]))["explore"]

    assert titles(middle) == TITLES[10:15]
    assert middle["totalCount"] == 25
    assert middle["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": True,
        "startCursor": cursors[10],
        "endCursor": cursors[14],
    }


@pytest.mark.usefixtures("_projects")
async def test_after_and_before_cut_out_what_is_between(as_anonymous: Client) -> None:
    whole = (await as_anonymous.run("Explore", first=25))["explore"]
    cursors = [edge["cursor"] for edge in whole["edges"]]

    first = (await as_anonymous.run("Explore", first=3, after=cursors[4], before=cursors[10]))["explore"]
    last = (await as_anonymous.run("Explore", last=3, after=cursors[4], before=cursors[10]))["explore"]
    nothing = (await as_anonymous.run("Explore", after=cursors[10], before=cursors[4]))["explore"]

    assert titles(first) == TITLES[5:8]
    assert titles(last) == TITLES[7:10]
    assert titles(nothing) == []


@pytest.mark.usefixtures("_projects")
async def test_a_page_has_twenty_items_unless_it_is_told(as_anonymous: Client) -> None:
    page = (await as_anonymous.run("Explore"))["explore"]

    assert titles(page) == TITLES[:20]
    assert page["pageInfo"]["hasNextPage"] is True


async def test_rows_of_the_same_moment_are_paged_like_others_the_latest_first(
    as_student: Client, as_anonymous: Client
) -> None:
    with clock.at(clock.now()):
        for title in TITLES:
            await world.project(as_student, title)

    ahead = list(chain(*await forward(as_anonymous, size=4)))
    back = list(chain(*await backward(as_anonymous, size=4)))

    assert ahead == TITLES[::-1]
    assert back == ahead


@pytest.mark.usefixtures("_projects")
async def test_an_order_of_two_columns_with_equal_values_is_paged_like_others(as_anonymous: Client) -> None:
    await Project.objects.filter(title__in=TITLES[::3]).aupdate(like_count=3)
    await Project.objects.filter(title__in=TITLES[1::3]).aupdate(like_count=1)

    ahead = list(chain(*await forward(as_anonymous, size=4, order="MOST_LIKED")))
    back = list(chain(*await backward(as_anonymous, size=4, order="MOST_LIKED")))

    assert ahead == TITLES[::3] + TITLES[1::3] + TITLES[2::3]
    assert back == ahead


async def test_an_order_of_two_directions_is_paged_like_others(as_anonymous: Client) -> None:
    names = ["Ärger", "Zebra", "apple", "Brush", "brush", "Émile", "same", "same", "same", "zebra"]
    for number, name in enumerate(names):
        await world.tool(f"tool-{number}", name=name, popularity=number % 2)
    whole = (await as_anonymous.run("Tools", order="POPULAR", first=100))["tools"]
    everything = [edge["node"]["slug"] for edge in whole["edges"]]

    seen, after = [], None
    for _ in names:
        page = (await as_anonymous.run("Tools", order="POPULAR", first=1, after=after))["tools"]
        seen += [edge["node"]["slug"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]

    assert seen == everything
    assert sorted(seen) == [f"tool-{number}" for number in range(len(names))]
    assert page["pageInfo"]["hasNextPage"] is False


@pytest.mark.usefixtures("_projects")
async def test_what_comes_and_goes_between_two_pages_moves_no_other_row(
    as_student: Client, as_anonymous: Client
) -> None:
    one = (await as_anonymous.run("Explore", first=10))["explore"]

    await world.project(as_student, "Newest")
    await world.project(as_student, "Oldest", age=60)
    await Project.objects.filter(title__in=[TITLES[3], TITLES[9], TITLES[12]]).adelete()
    two = (await as_anonymous.run("Explore", first=100, after=one["pageInfo"]["endCursor"]))["explore"]

    assert titles(one) == TITLES[:10]
    assert titles(two) == [*TITLES[10:12], *TITLES[13:], "Oldest"]
