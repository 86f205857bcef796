"""`commentAdded`: what is said about a project, as it is said."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.live import settled, subscribed


async def test_comments_and_answers_arrive(gateway: str, as_student: Client, as_teacher: Client) -> None:
    project = await world.project(as_student)
    async with subscribed(gateway, "CommentAdded", as_student, project=world.id_of(project)) as thread:
        await thread.event()

        said = await world.comment(as_teacher, project, "*Well* made.")
        answer = await world.comment(as_student, project, "Thank you.", answers=said)

        first, second = await thread.event(), await thread.event()
        assert first["comment"]["contentHtml"] == "<p><em>Well</em> made.</p>\n"
        assert first["comment"]["author"]["username"] == "teacher"
        assert second["comment"]["id"] == world.id_of(answer)
        assert second["comment"]["parent"] == {"id": world.id_of(said)}


async def test_other_projects_are_not_heard(gateway: str, as_student: Client) -> None:
    this, other = await world.project(as_student, "This"), await world.project(as_student, "Other")
    async with subscribed(gateway, "CommentAdded", project=world.id_of(this)) as thread:
        await thread.event()

        await world.comment(as_student, other, "There")
        await world.comment(as_student, this, "Here")

        assert (await thread.event())["comment"]["contentHtml"] == "<p>Here</p>\n"


async def test_a_hidden_project_is_refused_as_one_that_is_not_there(
    gateway: str, as_student: Client, as_stranger: Client
) -> None:
    secret = await world.project(as_student, is_private=True)

    async with subscribed(gateway, "CommentAdded", as_stranger, project=world.id_of(secret)) as thread:
        hidden = await thread.refusal()
    id = world.id_of(secret)
    await secret.adelete()
    async with subscribed(gateway, "CommentAdded", as_student, project=id) as thread:
        gone = await thread.refusal()

    assert hidden == gone == "NOT_FOUND"


@pytest.mark.parametrize("id", ["", "nothing", "AaH6ZD_2dES13w6OigdxOlVzZXI"])
async def test_what_is_no_projects_id_is_refused(gateway: str, id: str) -> None:
    async with subscribed(gateway, "CommentAdded", project=id) as thread:
        assert await thread.refusal() == "INVALID_ID"


async def test_a_project_that_becomes_private_falls_silent(
    gateway: str, as_student: Client, as_stranger: Client
) -> None:
    project = await world.project(as_student)
    about = {"project": world.id_of(project)}
    async with (
        subscribed(gateway, "CommentAdded", as_stranger, **about) as stranger,
        subscribed(gateway, "CommentAdded", as_student, **about) as owner,
    ):
        await stranger.event()
        await owner.event()
        await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "isPrivate": True})
        await world.comment(as_student, project, "Unheard")
        await owner.event()

        # Within seconds, and without a word of what was said meanwhile.
        assert await stranger.refusal() == "NOT_FOUND"

    await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "isPrivate": False})
    async with subscribed(gateway, "CommentAdded", as_stranger, **about) as stranger:
        await stranger.event()
        await world.comment(as_student, project, "Heard")

        assert (await stranger.event())["comment"]["contentHtml"] == "<p>Heard</p>\n"


async def test_a_blocked_persons_comments_are_not_heard(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    project = await world.project(as_teacher)
    async with subscribed(gateway, "CommentAdded", as_student, project=world.id_of(project)) as thread:
        await thread.event()
        await world.relate(as_student, as_stranger, "blocked")

        await world.comment(as_stranger, project, "Unheard")
        await world.comment(as_teacher, project, "Heard")

        assert (await thread.event())["comment"]["contentHtml"] == "<p>Heard</p>\n"


async def test_what_becomes_of_a_comment_arrives_too(gateway: str, as_student: Client, as_teacher: Client) -> None:
    said = await world.comment(as_teacher, await world.project(as_student), "Well maed.")
    given = {"commentId": world.id_of(said)}
    await settled()
    async with subscribed(gateway, "CommentAdded", as_student, project=world.id_of(said.project)) as thread:
        await thread.event()

        await as_teacher.run("EditComment", input=given | {"content": "Well made."})
        edited = await thread.event()
        await as_student.run("LikeComment", input=given)
        liked = await thread.event()
        await as_teacher.run("DeleteComment", input=given)
        deleted = await thread.event()

        assert [each["__typename"] for each in (edited, liked, deleted)] == ["CommentChanged"] * 3
        assert (edited["comment"]["contentHtml"], edited["comment"]["isEdited"]) == ("<p>Well made.</p>\n", True)
        assert liked["comment"]["likeCount"] == 1
        assert (deleted["comment"]["contentHtml"], deleted["comment"]["isDeleted"]) == ("", True)
