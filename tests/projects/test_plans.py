"""How PostgreSQL answers explore on a table of a few thousand projects: from the indexes made for it."""

import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from domains.kit.paging import Order, Slice
from domains.kit.viewer import Viewer
from domains.projects import models, selectors
from tests.support import world
from tests.support.client import Client

ROWS = 4_000


@sync_to_async
def crowd(owner: Client) -> None:
    """Let one person have made thousands of projects, every five hundredth of them about robots."""
    models.Project.objects.bulk_create(
        models.Project(
            user=owner.user,
            slug=f"project-{number}",
            title=f"Robot {number}" if number % 500 == 0 else f"Thing {number}",
            description="Some words about what it is and how it was made.",
            like_count=number % 97,
            engagement_velocity=number % 89,
        )
        for number in range(ROWS)
    )
    with connection.cursor() as cursor:
        # What earlier tests left in table and indexes goes, and the statistics are those of these rows.
        cursor.execute("VACUUM FULL ANALYZE projects_project")
        cursor.execute("VACUUM ANALYZE users_user")


@sync_to_async
def plan(viewer: Viewer, order: str, search: str | None = None) -> str:
    """Return how the first page of an order is read."""
    rows = selectors.explore(viewer, order=order, search=search)
    return str(Order(rows).apply(rows, Slice()).explain())


@pytest.mark.parametrize("who", ["anonymous", "member"])
async def test_every_order_and_a_search_use_their_index(as_student: Client, as_stranger: Client, who: str) -> None:
    await crowd(as_student)
    viewer = world.anonymous().viewer if who == "anonymous" else as_stranger.viewer

    plans = {order: await plan(viewer, order) for order in ("newest", "trending", "most_liked")}
    searched = [await plan(viewer, order, "robot") for order in ("relevance", "newest")]

    assert "project_newest" in plans["newest"], plans["newest"]
    assert "project_trending" in plans["trending"], plans["trending"]
    assert "project_most_liked" in plans["most_liked"], plans["most_liked"]
    for each in searched:
        assert "project_words" in each, each
    assert not any("Seq Scan on projects_project" in each for each in (*plans.values(), *searched))


async def test_a_list_leaves_the_words_of_search_in_the_database(as_student: Client, as_stranger: Client) -> None:
    await world.project(as_student, "Robot")

    await as_stranger.run("Explore", search="robot")

    pages = [sql for sql in as_stranger.statements if 'FROM "projects_project"' in sql and '"title"' in sql]
    assert pages
    assert not any(', "projects_project"."words"' in sql for sql in pages)
