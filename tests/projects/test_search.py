"""Searching projects: what is found, in which order, and what is shown of it."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.traces import change, titles


def text(content: str) -> list[dict[str, str]]:
    """Return a page of one text."""
    return [{"type": "text", "content": content}]


async def found(client: Client, search: str, **given: Any) -> list[str]:
    """Return the titles that a search finds, which it also counts."""
    explored = (await client.run("Explore", search=search, **given))["explore"]
    assert explored["totalCount"] == len(explored["edges"])
    return titles(explored)


async def test_the_best_match_comes_first(as_student: Client, as_anonymous: Client) -> None:
    await world.project(as_student, "Robot", age=9)
    await world.project(as_student, "By topic", topics=["robots"], age=8)
    await world.project(as_student, "By description", description="It builds a robot.", age=7)
    await world.project(as_student, "By page", content=text("Here a **robot** arm is made."), age=6)
    await world.project(as_student, "Something else")

    assert await found(as_anonymous, "robots", order="RELEVANCE") == ["Robot", "By topic", "By description", "By page"]
    assert await found(as_anonymous, "robots", order="NEWEST") == ["By page", "By description", "By topic", "Robot"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("painted clay", ["Painted clay bird", "Clay, painted"]),
        ('"painted clay"', ["Painted clay bird"]),
        ("clay -bird", ["Clay, painted"]),
        ("bird or glass", ["Painted clay bird", "Glass"]),
        ("PAINTING", ["Painted clay bird", "Clay, painted"]),
        ("cla", []),
        ("the", []),
        ("%", []),
        ("'\"; DROP TABLE projects_project; --", []),
        ("((( & | ! :*", []),
        ('"unclosed', []),
        ("-", []),
        ("ß" * 200, []),
        ("   ", ["Painted clay bird", "Clay, painted", "Glass"]),
        ("", ["Painted clay bird", "Clay, painted", "Glass"]),
    ],
)
async def test_words_phrases_and_exceptions(
    as_student: Client, as_anonymous: Client, search: str, expected: list[str]
) -> None:
    for age, title in enumerate(("Painted clay bird", "Clay, painted", "Glass")):
        await world.project(as_student, title, age=age)

    assert await found(as_anonymous, search) == expected


async def test_a_search_that_is_too_long_is_refused(as_anonymous: Client) -> None:
    answer = await as_anonymous.answer("Explore", search="x" * 201)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TOO_LONG"]


@pytest.mark.parametrize("order", ["RELEVANCE", "NEWEST", "TRENDING", "MOST_LIKED"])
async def test_filters_hold_in_a_search_too(as_student: Client, as_anonymous: Client, order: str) -> None:
    brush = await world.tool("brush")
    await world.project(as_student, "Clay film", type="video", tools=[brush.pk], topics=["art"])
    await world.project(as_student, "Clay notes", tools=[brush.pk])
    await world.project(as_student, "Clay")

    assert await found(as_anonymous, "clay", filter={"tool": "brush", "type": "VIDEO"}, order=order) == ["Clay film"]
    assert len(await found(as_anonymous, "clay", filter={"tool": "brush"}, order=order)) == 2


async def test_what_is_not_seen_is_not_found_nor_counted(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await world.project(as_student, "Private robot", is_private=True)
    await world.project(as_student, "Archived robot", is_archived=True)
    await world.project(as_teacher, "Robot of somebody blocked")
    await world.relate(as_teacher, as_stranger, "blocked")

    results = [await found(each, "robot") for each in (as_student, as_stranger, as_staff, as_anonymous)]

    everybody = ["Robot of somebody blocked"]
    assert results == [everybody, [], everybody, everybody]


async def test_what_was_changed_is_found_by_its_new_words(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Robot")

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "title": "Bird"})

    assert await found(as_anonymous, "robot") == []
    assert await found(as_anonymous, "bird") == ["Bird"]


async def excerpt(client: Client, search: str | None) -> str | None:
    """Return the excerpt of the one project that is found."""
    (node,) = world.nodes((await client.run("Explore", search=search))["explore"])
    shown: str | None = node["searchExcerpt"]
    return shown


async def test_an_excerpt_shows_where_something_was_found(as_student: Client, as_anonymous: Client) -> None:
    before, after = "word " * 200, " thing" * 200
    await world.project(as_student, "Arm", description="It has motors.", content=text(f"{before}servo motor{after}"))

    shown = await excerpt(as_anonymous, "motor")

    assert shown is not None
    assert "It has <mark>motors</mark>." in shown
    assert "servo <mark>motor</mark>" in shown
    assert len(shown) < 500


async def test_there_is_no_excerpt_outside_a_search(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Arm", description="It has motors.")
    document = "query ($id: ID!) { node(id: $id) { ... on Project { searchExcerpt } } }"

    assert await excerpt(as_anonymous, None) is None
    assert await excerpt(as_anonymous, " ") is None
    alone = await as_anonymous.ask(document, None, {"id": world.id_of(project)})
    assert alone == {"data": {"node": {"searchExcerpt": None}}}


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        # PostgreSQL leaves out what it takes for tags; whatever it lets through is escaped.
        ('<script>alert("motor")</script>', "alert(&quot;motor&quot;)"),
        ("Its <img src=x onerror='motor()'> motor", "Its   <mark>motor</mark>"),
        ("It is \ue000<b>\ue001 motor </mark>", "It is   <mark>motor</mark>"),
        ("AT&T &lt;motor&gt; here", "AT&amp;T &amp;lt;<mark>motor</mark>&amp;gt; here"),
        ('one < motor && "x" > two', "one &lt; <mark>motor</mark> &amp;&amp; &quot;x&quot; &gt; two"),
        ("one <motor onclick=alert(1) two", "one &lt;<mark>motor</mark> onclick=alert(1) two"),
    ],
)
async def test_an_excerpt_is_safe_to_show(
    as_student: Client, as_anonymous: Client, description: str, expected: str
) -> None:
    await world.project(as_student, "A motor", description=description)

    assert await excerpt(as_anonymous, "motor") == expected


async def test_a_page_of_a_million_characters_does_no_harm_to_search(as_student: Client, as_anonymous: Client) -> None:
    words = [f"{number:07x}" for number in range(125_000)]
    pages = [" ".join(words[start : start + 2_500]) for start in range(0, 125_000, 2_500)]
    project = await world.project(as_student, "Long")

    await change(project, content={"blocks": [block for page in pages for block in text(page)]})

    assert await found(as_anonymous, "0000007") == ["Long"]


@pytest.mark.parametrize(
    "content", [{}, {"blocks": None}, {"blocks": [1, "x", {"content": 5}, {"content": ["a"]}]}, []]
)
async def test_an_odd_page_from_the_back_office_does_no_harm_to_search(
    as_student: Client, as_anonymous: Client, content: Any
) -> None:
    project = await world.project(as_student, "Odd")

    await change(project, content=content)

    assert await found(as_anonymous, "odd") == ["Odd"]


async def test_pages_in_both_directions_show_everything_once(as_student: Client, as_anonymous: Client) -> None:
    for number in range(5):
        await world.project(as_student, f"Clay {number}", description="clay " * (number // 2), age=number)
    given = {"search": "clay", "order": "RELEVANCE"}
    whole = titles((await as_anonymous.run("Explore", **given))["explore"])

    forwards: list[str] = []
    backwards: list[str] = []
    after = before = None
    for _ in range(3):
        page = (await as_anonymous.run("Explore", first=2, after=after, **given))["explore"]
        forwards += titles(page)
        after = page["pageInfo"]["endCursor"]
        page = (await as_anonymous.run("Explore", last=2, before=before, **given))["explore"]
        backwards = titles(page) + backwards
        before = page["pageInfo"]["startCursor"]

    assert sorted(whole) == [f"Clay {number}" for number in range(5)]
    assert forwards == backwards == whole


async def test_a_search_costs_the_same(as_student: Client, as_anonymous: Client) -> None:
    async def grow(number: int) -> None:
        await world.project(as_student, f"Clay {number}", description="Made of clay.")

    async def ask() -> int:
        nodes = world.nodes((await as_anonymous.run("Explore", search="clay", order="RELEVANCE"))["explore"])
        assert all("<mark>clay</mark>" in node["searchExcerpt"] for node in nodes)
        return len(nodes)

    await costs_the_same(as_anonymous, grow, ask)
