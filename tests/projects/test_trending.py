"""The order `TRENDING`: how fast interest in a project grows, brought up to date by a job."""

from datetime import datetime, timedelta

import pytest
from asgiref.sync import sync_to_async

from domains.kit import clock
from domains.projects import jobs, models, rules
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, titles

recompute = sync_to_async(jobs.recompute_velocities.func)


async def velocity(project: models.Project) -> tuple[float, datetime | None]:
    """Return the stored velocity, and when it was computed."""
    await project.arefresh_from_db(fields=["engagement_velocity", "last_velocity_update"])
    return round(project.engagement_velocity, 6), project.last_velocity_update


async def test_what_others_did_counts_the_fresher_the_heavier(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    now = clock.now()
    project = await world.project(as_student)
    with clock.at(now - rules.HALF_LIFE):
        await world.like(as_teacher, project)
    with clock.at(now - 2 * rules.HALF_LIFE):
        await world.comment(as_teacher, project)
    with clock.at(now):
        await as_stranger.run("RecordProjectView", input={"projectId": world.id_of(project)})
        await recompute(0)

    expected = rules.LIKE_WEIGHT / 2 + rules.COMMENT_WEIGHT / 4 + rules.VIEW_WEIGHT
    assert await velocity(project) == (expected, now)

    later = now + rules.HALF_LIFE
    with clock.at(later):
        await recompute(0)

    assert await velocity(project) == (expected / 2, later)


async def test_the_owners_own_doings_and_what_was_taken_back_do_not_count(
    as_student: Client, as_teacher: Client
) -> None:
    project = await world.project(as_student)
    await world.like(as_student, project)
    await world.comment(as_student, project)
    await as_student.run("RecordProjectView", input={"projectId": world.id_of(project)})
    await change(await world.comment(as_teacher, project), is_deleted=True)

    await recompute(0)

    assert await velocity(project) == (0.0, None)


async def test_what_is_forgotten_drops_to_nothing(as_student: Client, as_teacher: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_teacher, project)
    await recompute(0)
    fresh, _ = await velocity(project)

    with clock.at(clock.now() + rules.WINDOW + timedelta(minutes=1)):
        await recompute(0)

    assert fresh > 2.9
    assert (await velocity(project))[0] == 0.0


async def test_trending_comes_by_velocity_and_then_the_latest(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    old, hot, _, _ = [
        await world.project(as_student, title, age=age)
        for title, age in (("Once liked", 4), ("Hot", 3), ("Older", 2), ("Newer", 1))
    ]
    with clock.at(clock.now() - timedelta(days=9)):
        await world.like(as_teacher, old)
        await world.like(as_stranger, old)
    await world.like(as_teacher, hot)
    await recompute(0)

    explored = await as_anonymous.run("Explore", order="TRENDING")
    pages: list[str] = []
    after = None
    for _ in range(2):
        page = (await as_anonymous.run("Explore", order="TRENDING", first=2, after=after))["explore"]
        pages += titles(page)
        after = page["pageInfo"]["endCursor"]

    assert titles(explored["explore"]) == pages == ["Hot", "Once liked", "Newer", "Older"]


@pytest.mark.parametrize("times", [2, 3])
async def test_computing_again_at_the_same_moment_writes_nothing(
    as_student: Client, as_teacher: Client, times: int
) -> None:
    project = await world.project(as_student)
    await world.like(as_teacher, project)
    moment = clock.now() + timedelta(minutes=1)
    with clock.at(moment):
        await recompute(0)
    first = await models.Project.objects.values().aget(pk=project.pk)

    for _ in range(times):
        with clock.at(moment):
            await recompute(0)

    assert await models.Project.objects.values().aget(pk=project.pk) == first
