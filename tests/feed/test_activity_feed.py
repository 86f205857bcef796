"""The feed: what happened, as each viewer hears of it."""

from typing import Any

import pytest

from domains.feed.models import Activity
from tests.support import world
from tests.support.client import Client


async def heard(client: Client, scope: str = "PUBLIC", **variables: Any) -> list[tuple[str, str]]:
    """Return who did what, newest first."""
    feed = (await client.run("ActivityFeed", scope=scope, **variables))["activityFeed"]
    assert feed["totalCount"] == len(feed["edges"])
    return [(node["actor"]["username"], node["activityType"]) for node in world.nodes(feed)]


async def test_the_feed_tells_what_people_do(as_student: Client, as_teacher: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student, "Atlas")
    await world.like(as_teacher, project)
    comment = await world.comment(as_teacher, project, "*Fine* work.")
    await world.follow(as_teacher, as_student)

    feed = world.nodes((await as_anonymous.run("ActivityFeed"))["activityFeed"])

    atlas = {"id": world.id_of(project), "title": "Atlas", "webPath": "/student/atlas"}
    student = {"id": world.id_of(as_student.user), "username": "student", "avatarUrl": "", "webPath": "/student"}
    said = {"id": world.id_of(comment), "contentHtml": "<p><em>Fine</em> work.</p>\n", "project": atlas}
    assert [(node["actor"]["username"], node["activityType"], node["reference"]) for node in feed] == [
        ("teacher", "FOLLOWED", {"__typename": "User", **student}),
        ("teacher", "COMMENTED", {"__typename": "Comment", **said}),
        ("teacher", "PROJECT_LIKED", {"__typename": "Project", **atlas}),
        ("student", "PROJECT_CREATED", {"__typename": "Project", **atlas}),
    ]


async def test_what_ends_leaves_the_feed(as_student: Client, as_teacher: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_teacher, project)
    await world.follow(as_teacher, as_student)

    await as_teacher.run("UnlikeProject", input={"projectId": world.id_of(project)})
    await as_teacher.run("Unfollow", input={"userId": world.id_of(as_student.user)})

    assert await heard(as_student) == [("student", "PROJECT_CREATED")]


async def test_a_changed_project_is_told_of_once(as_student: Client) -> None:
    project = await world.project(as_student)

    for title in ("One", "Two"):
        await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "title": title})

    assert await heard(as_student) == [("student", "PROJECT_UPDATED"), ("student", "PROJECT_CREATED")]
    changes = world.nodes((await as_student.run("ActivityFeed"))["activityFeed"])[0]
    assert changes["metadata"] == {"changed": ["title"]}


async def test_scopes(as_student: Client, as_teacher: Client, as_stranger: Client, as_anonymous: Client) -> None:
    for person in (as_student, as_teacher, as_stranger):
        await world.project(person)
    await world.follow(as_student, as_teacher)

    assert await heard(as_student, "FOLLOWING") == [("teacher", "PROJECT_CREATED")]
    assert await heard(as_student, "MINE") == [("student", "FOLLOWED"), ("student", "PROJECT_CREATED")]
    assert len(await heard(as_student, "PUBLIC")) == 4
    assert await heard(as_anonymous, "FOLLOWING") == await heard(as_anonymous, "MINE") == []


async def test_what_somebody_may_not_see_is_not_told(as_student: Client, as_stranger: Client) -> None:
    secret = await world.project(as_student, is_private=True)
    await world.project(as_student, is_archived=True)

    assert await heard(as_stranger) == []
    assert await heard(as_student) == [("student", "PROJECT_CREATED")] * 2
    assert (await as_stranger.run("Node", id=world.id_of(secret)))["node"] is None


async def test_making_a_project_private_silences_what_was_told(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    await world.comment(as_stranger, project)
    assert len(await heard(as_stranger)) == 2

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "isPrivate": True})

    assert await heard(as_stranger) == []


@pytest.mark.parametrize("settings", [{"show_activity": False}, {"profile_visibility": "private"}])
async def test_privacy_keeps_people_out_of_feeds(settings: dict[str, Any], as_stranger: Client) -> None:
    quiet = await world.person("quiet", **settings)
    await world.project(quiet)
    await world.follow(as_stranger, quiet)

    assert await heard(as_stranger, "FOLLOWING") == []
    assert await heard(as_stranger) == [("stranger", "FOLLOWED")]
    assert await heard(quiet, "MINE") == [("quiet", "PROJECT_CREATED")]


async def test_people_whom_a_private_person_follows_hear_them(as_student: Client) -> None:
    quiet = await world.person("quiet", profile_visibility="private")
    await world.project(quiet)
    await world.follow(quiet, as_student)

    assert ("quiet", "PROJECT_CREATED") in await heard(as_student)


async def test_a_block_silences_both(as_student: Client, as_stranger: Client) -> None:
    await world.project(as_student)
    await world.project(as_stranger)
    await world.relate(as_student, as_stranger, "blocked")

    assert await heard(as_student) == [("student", "PROJECT_CREATED")]
    assert await heard(as_stranger) == [("stranger", "PROJECT_CREATED")]


async def test_muted_people_leave_the_feed_but_stay_followed(as_student: Client, as_teacher: Client) -> None:
    await world.project(as_teacher)
    await world.relate(as_student, as_teacher, "muted")

    assert await heard(as_student, "FOLLOWING") == []
    assert await heard(as_student, "PUBLIC") == []
    profile = await as_student.run("User", username="teacher")
    assert profile["user"]["viewerFollows"] is True


async def test_friends_hear_what_is_for_friends(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    await world.project(as_student)
    await Activity.objects.aupdate(visibility="friends")
    await world.follow(as_teacher, as_student)
    assert ("student", "PROJECT_CREATED") not in await heard(as_teacher, "FOLLOWING")

    await world.follow(as_student, as_teacher)

    assert ("student", "PROJECT_CREATED") in await heard(as_teacher, "FOLLOWING")
    assert ("student", "PROJECT_CREATED") not in await heard(as_stranger)


async def test_what_is_private_is_its_actors_alone(as_student: Client, as_staff: Client) -> None:
    await world.project(as_student)
    await Activity.objects.aupdate(visibility="private")

    assert await heard(as_student, "MINE") == [("student", "PROJECT_CREATED")]
    assert await heard(as_staff) == []


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.parametrize("scope", ["PUBLIC", "FOLLOWING", "MINE"])
async def test_the_feed_runs_the_same_statements_for_any_number(
    as_student: Client, as_teacher: Client, number: int, scope: str
) -> None:
    asking = as_teacher if scope == "MINE" else as_student
    await world.follow(as_student, as_teacher)
    for each in range(number):
        person = await world.person(f"person-{each}")
        project = await world.project(as_teacher, f"Project {each}")
        await world.comment(as_teacher, project)
        await world.follow(as_teacher, person)

    feed = await asking.run("ActivityFeed", scope=scope, first=100)

    assert len(feed["activityFeed"]["edges"]) >= number * 3
    assert len(asking.statements) == 1, asking.sql


async def test_the_feed_is_paged_without_gaps(as_student: Client) -> None:
    for each in range(7):
        await world.project(as_student, f"Project {each}")

    seen, after = [], None
    for _ in range(4):
        page = (await as_student.run("ActivityFeed", first=2, after=after))["activityFeed"]
        seen += [node["reference"]["title"] for node in world.nodes(page)]
        after = page["pageInfo"]["endCursor"]

    assert seen == [f"Project {each}" for each in range(6, -1, -1)]
    assert page["pageInfo"]["hasNextPage"] is False
