"""A private and an archived project: what is said about it, what happens to it, and who may act on it."""

from typing import Any

import pytest

from domains.kit import ids
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused

hidden = pytest.mark.parametrize("flag", [{"is_private": True}, {"is_archived": True}], ids=["private", "archived"])


@hidden
async def test_a_comment_goes_out_of_sight_with_its_project(
    as_student: Client, as_teacher: Client, others: list[Client], flag: dict[str, Any]
) -> None:
    project = await world.project(as_student)
    id = world.id_of(await world.comment(as_teacher, project))
    await change(project, **flag)

    own = await as_student.run("Node", id=id)
    answers = [await caller.run("Node", id=id) for caller in [as_teacher, *others]]

    assert own == {"node": {"__typename": "Comment", "id": id}}
    assert answers == [{"node": None}] * 4


@hidden
async def test_activities_about_a_project_go_out_of_sight_with_it(
    as_student: Client, as_teacher: Client, others: list[Client], flag: dict[str, Any]
) -> None:
    project = await world.project(as_student)
    await world.like(as_teacher, project)
    await world.comment(as_teacher, project)
    heard = [(await caller.run("ActivityFeed"))["activityFeed"]["totalCount"] for caller in others]
    await change(project, **flag)

    answers = [(await caller.run("ActivityFeed"))["activityFeed"] for caller in others]

    assert heard == [3, 3, 3]
    assert [(answer["totalCount"], answer["edges"]) for answer in answers] == [(0, [])] * 3


@hidden
async def test_followers_do_not_hear_of_a_hidden_project(
    as_student: Client, as_stranger: Client, flag: dict[str, Any]
) -> None:
    await world.follow(as_stranger, as_student)
    await world.project(as_student, "Public")
    await world.project(as_student, "Secret", **flag)

    feed = (await as_stranger.run("ActivityFeed", scope="FOLLOWING"))["activityFeed"]

    assert feed["totalCount"] == 1
    assert [activity["reference"]["title"] for activity in world.nodes(feed)] == ["Public"]


@hidden
async def test_ones_own_like_of_a_project_that_became_hidden_leaves_ones_own_activities(
    as_student: Client, as_stranger: Client, flag: dict[str, Any]
) -> None:
    project = await world.project(as_student)
    await world.like(as_stranger, project)
    await change(project, **flag)

    feed = (await as_stranger.run("ActivityFeed", scope="MINE"))["activityFeed"]

    assert (feed["totalCount"], feed["edges"]) == (0, [])


@hidden
@pytest.mark.parametrize("operation", ["LikeProject", "UnlikeProject"])
async def test_a_hidden_project_cannot_be_liked_or_unliked_by_others(
    as_student: Client, as_stranger: Client, as_staff: Client, flag: dict[str, Any], operation: str
) -> None:
    project = await world.project(as_student)
    await world.like(as_stranger, project)
    await change(project, **flag)

    answers = [await refused(caller, operation, projectId=world.id_of(project)) for caller in (as_stranger, as_staff)]

    assert answers == [[("NOT_FOUND", "input.projectId")]] * 2


@hidden
async def test_a_hidden_project_cannot_be_commented_on_by_others(
    as_student: Client, as_stranger: Client, as_staff: Client, flag: dict[str, Any]
) -> None:
    project = await world.project(as_student)
    said = await world.comment(as_stranger, project)
    await change(project, **flag)
    given = {"projectId": world.id_of(project), "content": "Hello?"}

    answers = [
        await refused(caller, "AddComment", **given, **answering)
        for caller in (as_stranger, as_staff)
        for answering in ({}, {"parentId": world.id_of(said)})
    ]

    assert answers == [[("NOT_FOUND", "input.projectId")]] * 4


@hidden
async def test_a_hidden_project_is_refused_in_the_words_for_one_that_never_was(
    as_student: Client, as_stranger: Client, flag: dict[str, Any]
) -> None:
    secret = await world.project(as_student, **flag)
    never = ids.encode("Project", world.NOBODY)

    answers = [await as_stranger.run("LikeProject", input={"projectId": id}) for id in (world.id_of(secret), never)]

    assert answers[0] == answers[1]


async def test_an_owner_likes_and_discusses_a_private_project(as_student: Client) -> None:
    project = await world.project(as_student, is_private=True)

    liked = await as_student.run("LikeProject", input={"projectId": world.id_of(project)})
    said = await as_student.run("AddComment", input={"projectId": world.id_of(project), "content": "A note to myself."})

    assert liked["likeProject"]["project"]["likeCount"] == 1
    assert said["addComment"]["comment"]["project"]["comments"]["totalCount"] == 1
