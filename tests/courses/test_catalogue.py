"""The catalogue of taught courses, and what somebody teaches: what is found, in which order, by whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from domains.courses import models
from domains.courses.selectors import taught
from domains.kit.paging import Order, Slice
from domains.kit.viewer import Viewer
from tests.courses import school
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.traces import titles

THEN = datetime(2026, 1, 1, tzinfo=UTC)
ORDERS = ["NEWEST", "POPULAR", "TITLE", "RELEVANCE"]
ROWS = 4_000
# Django makes many rows at once of one table only.
TAUGHT = """
INSERT INTO courses_taughtcourse (course_ptr_id, teacher_id, category, level, teocoin_reward, thumbnail, is_published,
    published_at, duration_hours, enrollment_count)
SELECT id, %s, 'other', 'beginner', 0, '', true, created_at, 0, length(title) FROM courses_course
"""


async def published(teacher: Client, title: str, day: int, **values: Any) -> models.TaughtCourse:
    """Let a course be there that was published on a day."""
    return await school.course(teacher, title, published_at=THEN + timedelta(days=day), **values)


async def found(who: Client, **given: Any) -> list[str]:
    """Return the titles of the catalogue, which it also counts."""
    page = (await who.run("Courses", **given))["courses"]
    assert page["totalCount"] == len(page["edges"])
    return titles(page)


@pytest.fixture
async def shelf(as_teacher: Client) -> None:
    """Three courses that are published, and a draft."""
    other = await world.person("other", role="teacher")
    await published(as_teacher, "Trees", 2, category="data", level="advanced", tags=("graphs", "data science"))
    await published(other, "Nodes", 3, category="data", description="What graphs are made of.", tags=("graphs",))
    await published(as_teacher, "Graphs", 1, category="art", enrollment_count=5)
    await school.course(as_teacher, "Draft of graphs", **school.DRAFT)


@pytest.mark.usefixtures("shelf")
async def test_the_catalogue_shows_what_is_published_in_its_orders(
    as_anonymous: Client, as_teacher: Client, as_staff: Client
) -> None:
    for who in (as_anonymous, as_teacher, as_staff):
        assert {order: await found(who, order=order) for order in ORDERS} == {
            "NEWEST": ["Nodes", "Trees", "Graphs"],
            "POPULAR": ["Graphs", "Nodes", "Trees"],
            "TITLE": ["Graphs", "Nodes", "Trees"],
            "RELEVANCE": ["Nodes", "Trees", "Graphs"],
        }


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ({}, ["Nodes", "Trees", "Graphs"]),
        ({"category": "DATA"}, ["Nodes", "Trees"]),
        ({"level": "ADVANCED"}, ["Trees"]),
        ({"level": "BEGINNER", "category": "DATA"}, ["Nodes"]),
        ({"tag": " Data  SCIENCE "}, ["Trees"]),
        ({"tag": "graph"}, []),
        ({"tag": ""}, []),
        ({"teacher": "TEACHER"}, ["Trees", "Graphs"]),
        ({"teacher": "nobody"}, []),
        ({"teacher": None, "tag": None}, ["Nodes", "Trees", "Graphs"]),
    ],
)
async def test_every_condition_holds(as_anonymous: Client, filter: dict[str, Any], expected: list[str]) -> None:
    assert await found(as_anonymous, filter=filter) == expected


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("graph", ["Graphs", "Nodes"]),
        ("graphs -made", ["Graphs"]),
        ('"made of graphs"', []),
        ("made or trees", ["Trees", "Nodes"]),
        ("((( & | ! :*", []),
        ("   ", ["Nodes", "Trees", "Graphs"]),
    ],
)
async def test_a_search_finds_words(as_anonymous: Client, search: str, expected: list[str]) -> None:
    assert await found(as_anonymous, search=search, order="RELEVANCE") == expected
    assert sorted(await found(as_anonymous, search=search)) == sorted(expected)


async def test_a_search_that_is_too_long_is_refused(as_anonymous: Client) -> None:
    answer = await as_anonymous.answer("Courses", search="x" * 201)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TOO_LONG"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("search", [None, "graphs or trees"])
async def test_pages_in_both_directions_show_everything_once(
    as_anonymous: Client, order: str, search: str | None
) -> None:
    given = {"order": order, "search": search}
    whole = await found(as_anonymous, **given)

    first = (await as_anonymous.run("Courses", first=2, **given))["courses"]
    rest = (await as_anonymous.run("Courses", first=2, after=first["pageInfo"]["endCursor"], **given))["courses"]
    last = (await as_anonymous.run("Courses", last=1, **given))["courses"]
    before = (await as_anonymous.run("Courses", last=2, before=last["pageInfo"]["startCursor"], **given))["courses"]

    assert titles(first) + titles(rest) == titles(before) + titles(last) == whole


@pytest.mark.usefixtures("shelf")
async def test_what_a_blocked_teacher_teaches_is_absent(
    as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    await world.relate(as_teacher, as_stranger, "blocked")

    assert await found(as_stranger) == ["Nodes"]
    assert await found(as_stranger, search="graphs") == ["Nodes"]
    assert len(await found(as_staff)) == 3


@pytest.mark.parametrize("order", ORDERS)
async def test_the_catalogue_costs_the_same(as_teacher: Client, as_student: Client, order: str) -> None:
    needed = await school.course(as_teacher, "Sets", **school.DRAFT)

    async def grow(number: int) -> None:
        course = await school.course(as_teacher, f"Graphs {number}", tags=("a", "b"))
        await sync_to_async(course.prerequisites.add)(needed)

    async def ask() -> int:
        return len(await found(as_student, order=order, search="graphs"))

    await costs_the_same(as_student, grow, ask)
    assert len(as_student.statements) == 1, as_student.sql


async def test_what_somebody_teaches_is_listed_on_their_profile(
    as_teacher: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await school.course(as_teacher, "Graphs")
    await school.course(as_teacher, "Draft", **school.DRAFT)

    async def listed(who: Client) -> list[str]:
        page = (await who.run("CreatedCourses", username="teacher"))["user"]["createdCourses"]
        assert page["totalCount"] == len(page["edges"])
        return titles(page)

    assert await listed(as_teacher) == await listed(as_staff) == ["Draft", "Graphs"]
    assert await listed(as_stranger) == await listed(as_anonymous) == ["Graphs"]
    settings = await sync_to_async(lambda: as_teacher.user.settings)()
    settings.profile_visibility = "private"
    await settings.asave()
    assert await listed(as_stranger) == await listed(as_anonymous) == []
    assert await listed(as_teacher) == ["Draft", "Graphs"]
    assert await found(as_stranger) == ["Graphs"]


async def test_what_somebody_teaches_costs_the_same(as_teacher: Client, as_stranger: Client) -> None:
    async def grow(number: int) -> None:
        await school.course(as_teacher, f"Graphs {number}", tags=("a", "b"))

    async def ask() -> int:
        return len(world.nodes((await as_stranger.run("CreatedCourses", username="teacher"))["user"]["createdCourses"]))

    await costs_the_same(as_stranger, grow, ask)
    assert len(as_stranger.statements) == 1, as_stranger.sql


@sync_to_async
def crowd(teacher: Client) -> None:
    """Let somebody teach thousands of courses, every five hundredth of them about robots."""
    names = (f"Robot {number}" if number % 500 == 0 else f"Thing {number}" for number in range(ROWS))
    models.Course.objects.bulk_create(models.Course(title=name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(TAUGHT, [teacher.user.pk])
        # What earlier tests left in tables and indexes goes, and the statistics are those of these rows.
        for table in ("courses_course", "courses_taughtcourse"):
            cursor.execute(f"VACUUM FULL ANALYZE {table}")
        cursor.execute("VACUUM ANALYZE users_user")


@sync_to_async
def plan(viewer: Viewer, order: str, search: str | None = None) -> str:
    """Return how the first page of an order is read."""
    rows = taught.courses(viewer, order=order, search=search)
    return str(Order(rows).apply(rows, Slice()).explain())


async def test_every_order_and_a_search_use_their_index(
    as_teacher: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    await crowd(as_teacher)

    for viewer in (as_anonymous.viewer, as_stranger.viewer):
        plans = {order: await plan(viewer, order) for order in ("newest", "popular", "title")}
        searched = await plan(viewer, "relevance", "robot")

        assert "taught_course_newest" in plans["newest"], plans["newest"]
        assert "taught_course_popular" in plans["popular"], plans["popular"]
        assert "course_title" in plans["title"], plans["title"]
        assert "course_words" in searched, searched
