"""`projectUpdated`: what becomes of a project, as it happens."""

from typing import Any

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.live import subscribed


async def test_changes_likes_and_views_arrive(gateway: str, as_student: Client, as_teacher: Client) -> None:
    project = await world.project(as_student)
    given = {"projectId": world.id_of(project)}
    async with subscribed(gateway, "ProjectUpdated", project=world.id_of(project)) as news:
        await news.event()

        await as_student.run("UpdateProject", input=given | {"title": "Robot arm"})
        changed = await news.event()
        await as_teacher.run("LikeProject", input=given)
        liked = await news.event()
        await as_teacher.run("RecordProjectView", input=given)
        viewed = await news.event()
        await as_student.run("HighlightProject", input=given)
        highlighted = await news.event()

        assert (changed["__typename"], changed["project"]["title"]) == ("ProjectChanged", "Robot arm")
        assert (liked["__typename"], liked["project"]["likeCount"]) == ("ProjectLikesChanged", 1)
        assert (viewed["__typename"], viewed["project"]["viewCount"]) == ("ProjectViewed", 1)
        assert (highlighted["__typename"], highlighted["project"]["isHighlighted"]) == ("ProjectChanged", True)


async def test_an_outsider_hears_nothing_of_a_project_put_away_until_it_is_back(
    gateway: str, as_student: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student)
    given = {"projectId": world.id_of(project)}
    about = {"project": world.id_of(project)}
    async with (
        subscribed(gateway, "ProjectUpdated", as_stranger, **about) as stranger,
        subscribed(gateway, "ProjectUpdated", as_student, **about) as owner,
    ):
        await stranger.event()
        await owner.event()
        await as_student.run("ArchiveProject", input=given)
        assert (await owner.event())["project"]["isArchived"] is True

        # Within seconds, and without a word of what became of it.
        assert await stranger.refusal() == "NOT_FOUND"

    await as_student.run("RestoreProject", input=given)
    async with subscribed(gateway, "ProjectUpdated", as_stranger, **about, after=stranger.cursor) as stranger:
        await stranger.event()
        assert (await stranger.event())["project"]["isArchived"] is False


@pytest.mark.parametrize("flag", ["is_private", "is_archived"])
async def test_a_hidden_project_is_refused_as_one_that_is_not_there(
    gateway: str, as_student: Client, as_stranger: Client, flag: str
) -> None:
    hidden: dict[str, Any] = {flag: True}
    secret = await world.project(as_student, **hidden)

    async with subscribed(gateway, "ProjectUpdated", as_stranger, project=world.id_of(secret)) as news:
        assert await news.refusal() == "NOT_FOUND"


async def test_a_block_ends_what_is_heard(gateway: str, as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    given = {"projectId": world.id_of(project)}
    about = {"project": world.id_of(project)}
    async with (
        subscribed(gateway, "ProjectUpdated", as_stranger, **about) as stranger,
        subscribed(gateway, "ProjectUpdated", as_student, **about) as owner,
    ):
        await stranger.event()
        await owner.event()
        await world.relate(as_student, as_stranger, "blocked")

        await as_student.run("UpdateProject", input=given | {"title": "Unheard"})

        assert (await owner.event())["project"]["title"] == "Unheard"
        assert await stranger.refusal() == "NOT_FOUND"
