"""Between whom a block stands, neither finds or reaches what the other has made or said."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused, titles

either_way = pytest.mark.parametrize("blocker", ["owner", "viewer"])


async def block(owner: Client, viewer: Client, blocker: str) -> None:
    """Let one of the two block the other."""
    one, other = (owner, viewer) if blocker == "owner" else (viewer, owner)
    await world.relate(one, other, "blocked")


@either_way
async def test_the_project_of_the_other_is_found_on_no_road(
    as_student: Client, as_stranger: Client, blocker: str
) -> None:
    tool = await world.tool("brush")
    id = world.id_of(await world.project(as_student, "Robot arm", tools=[tool.pk]))
    await block(as_student, as_stranger, blocker)

    found = await as_stranger.run("Project", owner="student", slug="robot-arm")
    node = await as_stranger.run("Node", id=id)
    nodes = await as_stranger.run("Nodes", ids=[id])
    explored = (await as_stranger.run("Explore"))["explore"]
    made_with = (await as_stranger.run("Tool", slug="brush"))["tool"]["projects"]
    heard = (await as_stranger.run("ActivityFeed"))["activityFeed"]

    assert (found, node, nodes) == ({"project": None}, {"node": None}, {"nodes": [None]})
    assert [(each["totalCount"], each["edges"]) for each in (explored, made_with, heard)] == [(0, [])] * 3


@either_way
async def test_the_project_of_the_other_can_be_neither_liked_nor_commented_on(
    as_student: Client, as_stranger: Client, blocker: str
) -> None:
    id = world.id_of(await world.project(as_student))
    await block(as_student, as_stranger, blocker)

    liking = await refused(as_stranger, "LikeProject", projectId=id)
    commenting = await refused(as_stranger, "AddComment", projectId=id, content="Hello?")

    assert (liking, commenting) == ([("NOT_FOUND", "input.projectId")], [("NOT_FOUND", "input.projectId")])


@either_way
async def test_a_third_person_sees_both(
    as_student: Client, as_stranger: Client, as_teacher: Client, blocker: str
) -> None:
    await world.project(as_student, "One", age=2)
    await world.project(as_stranger, "Other", age=1)
    await block(as_student, as_stranger, blocker)

    explored = (await as_teacher.run("Explore"))["explore"]

    assert titles(explored) == ["Other", "One"]


@either_way
async def test_comments_of_the_other_are_left_out_on_a_third_persons_project(
    as_student: Client, as_stranger: Client, as_teacher: Client, blocker: str
) -> None:
    project = await world.project(as_teacher, "Robot arm")
    own = await world.comment(as_stranger, project)
    head = await world.comment(as_student, project)
    await world.comment(as_student, project, answers=own)
    await block(as_student, as_stranger, blocker)

    threads = (await as_stranger.run("Project", owner="teacher", slug="robot-arm"))["project"]["comments"]
    node = await as_stranger.run("Node", id=world.id_of(head))
    answering = await refused(
        as_stranger,
        "AddComment",
        projectId=world.id_of(project),
        content="Hello?",
        parentId=world.id_of(head),
    )

    assert threads["totalCount"] == 1
    assert [thread["id"] for thread in world.nodes(threads)] == [world.id_of(own)]
    assert world.nodes(threads)[0]["replies"] == {"totalCount": 0, "edges": []}
    assert node == {"node": None}
    assert answering == [("NOT_FOUND", "input.parentId")]


@either_way
async def test_likes_of_the_other_leave_the_feed_but_stay_in_the_count(
    as_student: Client, as_stranger: Client, as_teacher: Client, blocker: str
) -> None:
    await world.like(as_student, await world.project(as_teacher, "Robot arm"))
    await block(as_student, as_stranger, blocker)

    heard = (await as_stranger.run("ActivityFeed"))["activityFeed"]
    found = (await as_stranger.run("Project", owner="teacher", slug="robot-arm"))["project"]

    assert [activity["activityType"] for activity in world.nodes(heard)] == ["PROJECT_CREATED"]
    assert found["likeCount"] == 1


@either_way
async def test_staff_sees_behind_a_block_but_reaches_nobody_there(
    as_student: Client, as_staff: Client, blocker: str
) -> None:
    project = await world.project(as_student, "Robot arm")
    await block(as_student, as_staff, blocker)

    seen = await as_staff.run("Project", owner="student", slug="robot-arm")
    liked = await refused(as_staff, "LikeProject", projectId=world.id_of(project))
    said = await refused(as_staff, "AddComment", projectId=world.id_of(project), content="Hello")

    assert seen["project"]["title"] == "Robot arm"
    assert liked == said == [("NOT_FOUND", "input.projectId")]
