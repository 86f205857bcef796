"""Liking a project, and liking it no longer."""

from typing import Any

import pytest

from domains.kit import ids
from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.support.traces import activities, refused, traces


async def likes_of(project: models.Project) -> tuple[int, int]:
    """Return the stored count and the number of rows, which are always equal."""
    await project.arefresh_from_db(fields=["like_count"])
    return project.like_count, await world.count(models.ProjectLike, project=project)


def answer(verb: str, project: models.Project, count: int, *, liked: bool) -> dict[str, Any]:
    shown = {"id": world.id_of(project), "likeCount": count, "isLikedByViewer": liked}
    return {verb: {"project": shown, "errors": []}}


async def test_a_like_counts_and_is_told_of(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)

    liked = await as_stranger.run("LikeProject", input={"projectId": world.id_of(project)})

    assert liked == answer("likeProject", project, 1, liked=True)
    assert await likes_of(project) == (1, 1)
    assert await activities(activity_type="project_liked") == [("stranger", "project_liked")]


async def test_liking_twice_changes_nothing(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_stranger, project)
    before = await traces()

    liked = await as_stranger.run("LikeProject", input={"projectId": world.id_of(project)})

    assert liked == answer("likeProject", project, 1, liked=True)
    assert await traces() == before


async def test_an_unlike_takes_the_like_and_its_activity_back(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student)
    await world.like(as_teacher, project)
    await world.like(as_stranger, project)

    unliked = await as_stranger.run("UnlikeProject", input={"projectId": world.id_of(project)})

    assert unliked == answer("unlikeProject", project, 1, liked=False)
    assert await likes_of(project) == (1, 1)
    assert await activities(activity_type="project_liked") == [("teacher", "project_liked")]


async def test_an_unlike_without_a_like_changes_nothing(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_student, project)
    before = await traces()

    unliked = await as_stranger.run("UnlikeProject", input={"projectId": world.id_of(project)})

    assert unliked == answer("unlikeProject", project, 1, liked=False)
    assert await traces() == before


async def test_everybody_sees_the_count_and_whether_they_like_it_themselves(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    project = await world.project(as_student, "Robot arm")
    await world.like(as_teacher, project)
    await world.like(as_student, project)

    shown = [
        (await caller.run("Project", owner="student", slug="robot-arm"))["project"]
        for caller in (as_student, as_teacher, as_stranger, as_anonymous)
    ]

    assert [each["likeCount"] for each in shown] == [2, 2, 2, 2]
    assert [each["isLikedByViewer"] for each in shown] == [True, True, False, False]


async def test_two_people_like_at_the_same_moment(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)

    outcomes = await race(
        *(
            lambda viewer=client.viewer: services.like_project(viewer=viewer, project_id=project.pk)
            for client in (as_teacher, as_stranger)
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.Project] * 2
    assert await likes_of(project) == (2, 2)
    assert sorted(await activities(activity_type="project_liked")) == [
        ("stranger", "project_liked"),
        ("teacher", "project_liked"),
    ]


@pytest.mark.parametrize(("liked", "expected"), [(False, 1), (True, 0)], ids=["like", "unlike"])
async def test_one_person_does_it_twice_at_the_same_moment(
    as_student: Client, as_stranger: Client, liked: bool, expected: int
) -> None:
    project = await world.project(as_student)
    if liked:
        await world.like(as_stranger, project)
    verb = services.unlike_project if liked else services.like_project

    def act() -> models.Project:
        return verb(viewer=as_stranger.viewer, project_id=project.pk)

    outcomes = await race(act, act)

    assert [type(outcome) for outcome in outcomes] == [models.Project] * 2
    assert await likes_of(project) == (expected, expected)
    assert len(await activities(activity_type="project_liked")) == expected


@pytest.mark.parametrize("operation", ["LikeProject", "UnlikeProject"])
@pytest.mark.parametrize(
    ("id", "code"),
    [(ids.encode("Project", world.NOBODY), "NOT_FOUND"), (ids.encode("User", world.NOBODY), "INVALID_ID")],
)
async def test_what_is_no_project_is_refused(as_stranger: Client, operation: str, id: str, code: str) -> None:
    assert await refused(as_stranger, operation, projectId=id) == [(code, "input.projectId")]


@pytest.mark.parametrize("operation", ["LikeProject", "UnlikeProject"])
async def test_nobody_likes_without_signing_in(as_student: Client, as_anonymous: Client, operation: str) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_anonymous, operation, projectId=world.id_of(project))

    assert reasons == [("UNAUTHENTICATED", "")]
