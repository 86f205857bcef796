"""An account that was closed takes its projects out of sight, but for staff."""

from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused, titles


async def test_projects_of_an_inactive_account_are_found_on_no_road(
    as_student: Client, as_stranger: Client, as_anonymous: Client
) -> None:
    tool = await world.tool("brush")
    id = world.id_of(await world.project(as_student, "Robot arm", tools=[tool.pk]))
    await change(as_student.user, is_active=False)

    for caller in (as_stranger, as_anonymous):
        found = await caller.run("Project", owner="student", slug="robot-arm")
        node = await caller.run("Node", id=id)
        lists = [
            (await caller.run("Explore"))["explore"],
            (await caller.run("Tool", slug="brush"))["tool"]["projects"],
            (await caller.run("ActivityFeed"))["activityFeed"],
        ]

        assert (found, node) == ({"project": None}, {"node": None})
        assert [(each["totalCount"], each["edges"]) for each in lists] == [(0, [])] * 3


async def test_projects_of_an_inactive_account_can_be_neither_liked_nor_commented_on(
    as_student: Client, as_stranger: Client
) -> None:
    id = world.id_of(await world.project(as_student))
    await change(as_student.user, is_active=False)

    liking = await refused(as_stranger, "LikeProject", projectId=id)
    commenting = await refused(as_stranger, "AddComment", projectId=id, content="Hello?")

    assert (liking, commenting) == ([("NOT_FOUND", "input.projectId")], [("NOT_FOUND", "input.projectId")])


async def test_staff_sees_the_public_projects_of_an_inactive_account(as_student: Client, as_staff: Client) -> None:
    await world.project(as_student, "Public")
    await world.project(as_student, "Secret", is_private=True)
    await change(as_student.user, is_active=False)

    explored = (await as_staff.run("Explore"))["explore"]
    secret = await as_staff.run("Project", owner="student", slug="secret")

    assert (explored["totalCount"], titles(explored)) == (1, ["Public"])
    assert secret == {"project": None}


async def test_a_comment_of_an_inactive_account_stays_without_naming_its_author(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student, "Robot arm")
    await world.comment(as_teacher, project, "Well made.")
    await change(as_teacher.user, is_active=False)

    found = await as_stranger.run("Project", owner="student", slug="robot-arm")

    (comment,) = world.nodes(found["project"]["comments"])
    assert (comment["author"], comment["contentHtml"]) == (None, "<p>Well made.</p>\n")
