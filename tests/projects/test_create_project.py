"""Making a project."""

from domains.projects import models
from tests.support import world
from tests.support.client import Client
from tests.support.traces import activities, refused


async def test_a_project_is_made_with_everything_that_can_be_given(as_student: Client) -> None:
    brush, pen = await world.tool("brush"), await world.tool("pen")
    term = await world.term("art")
    given = {
        "title": "Robot arm",
        "type": "GITHUB_REPO",
        "slug": "arm",
        "description": "It draws.",
        "isShowcased": False,
        "isPrivate": False,
        "bannerUrl": "https://example.org/wide.png",
        "featuredImageUrl": "https://example.org/arm.png",
        "externalUrl": "https://example.org/arm",
        "topics": ["robots", "drawing"],
        "tools": [world.id_of(pen), world.id_of(brush)],
        "categories": [world.id_of(term)],
        "content": [{"text": {"content": "How it *draws*."}}],
    }

    made = (await as_student.run("CreateProject", input=given))["createProject"]

    shown = (await as_student.run("Project", owner="student", slug="arm"))["project"]
    assert made["errors"] == []
    assert made["project"] == {name: shown[name] for name in made["project"]}
    assert {name: shown[name] for name in given if name in shown} == given | {
        "tools": shown["tools"],
        "categories": [{"slug": "art", "name": "Art"}],
        "content": {"blocks": [{"__typename": "TextBlock", "contentHtml": "<p>How it <em>draws</em>.</p>\n"}]},
    }
    assert [tool["slug"] for tool in shown["tools"]] == ["brush", "pen"]
    assert (shown["owner"]["username"], shown["webPath"]) == ("student", "/student/arm")


async def test_a_title_is_enough(as_student: Client) -> None:
    made = (await as_student.run("CreateProject", input={"title": "  Robot arm  "}))["createProject"]

    project = made["project"]
    assert made == {
        "project": {
            "id": project["id"],
            "createdAt": project["createdAt"],
            "slug": "robot-arm",
            "title": "Robot arm",
            "description": "",
            "type": "OTHER",
            "webPath": "/student/robot-arm",
            "externalUrl": "",
            "featuredImageUrl": "",
            "topics": [],
            "likeCount": 0,
            "isLikedByViewer": False,
            "owner": {
                "id": world.id_of(as_student.user),
                "username": "student",
                "avatarUrl": "",
                "webPath": "/student",
            },
            "tools": [],
            "isPrivate": False,
            "isShowcased": True,
        },
        "errors": [],
    }


async def test_a_new_project_is_told_of_once(as_student: Client) -> None:
    await as_student.run("CreateProject", input={"title": "Robot arm"})

    assert await activities() == [("student", "project_created")]


async def test_a_new_private_project_is_told_to_nobody_else(as_student: Client, as_anonymous: Client) -> None:
    await as_student.run("CreateProject", input={"title": "Robot arm", "isPrivate": True})

    own = (await as_student.run("ActivityFeed", scope="MINE"))["activityFeed"]
    heard = (await as_anonymous.run("ActivityFeed"))["activityFeed"]
    assert (own["totalCount"], heard["totalCount"]) == (1, 0)


async def test_nobody_makes_a_project_without_signing_in(as_anonymous: Client) -> None:
    reasons = await refused(as_anonymous, "CreateProject", title="Robot arm")

    assert reasons == [("UNAUTHENTICATED", "")]


async def test_two_people_use_the_same_slug_and_address(as_student: Client, as_teacher: Client) -> None:
    given = {"title": "Robot arm", "slug": "arm", "externalUrl": "https://example.org/arm"}

    answers = [
        (await caller.run("CreateProject", input=given))["createProject"]["errors"]
        for caller in (as_student, as_teacher)
    ]

    assert answers == [[], []]
    assert await world.count(models.Project, slug="arm") == 2


async def test_two_projects_without_an_address_do_not_collide(as_student: Client) -> None:
    for title in ("One", "Two"):
        await as_student.run("CreateProject", input={"title": title})

    assert await world.count(models.Project, external_url="") == 2
