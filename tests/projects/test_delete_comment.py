"""Taking a comment back: who may, and what remains."""

import pytest

from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.support.traces import activities, change, refused, traces


async def test_its_place_in_the_thread_stays(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student, "Robot arm")
    head = await world.comment(as_stranger, project, "Badly made.")
    await world.comment(as_student, project, "Why?", answers=head)

    deleted = await as_stranger.run("DeleteComment", input={"commentId": world.id_of(head)})
    shown = (await as_student.run("Project", owner="student", slug="robot-arm"))["project"]

    comment = deleted["deleteComment"]["comment"]
    assert (comment["content"], comment["contentHtml"], comment["isDeleted"]) == ("", "", True)
    assert deleted["deleteComment"]["errors"] == []
    (thread,) = world.nodes(shown["comments"])
    assert thread["contentHtml"] == ""
    assert [answer["contentHtml"] for answer in world.nodes(thread["replies"])] == ["<p>Why?</p>\n"]
    assert await activities(activity_type="commented") == [("student", "commented")]


@pytest.mark.parametrize("caller", ["student", "teacher", "staff"])
async def test_author_owner_and_staff_take_it_back(
    as_student: Client, as_teacher: Client, as_staff: Client, caller: str
) -> None:
    said = await world.comment(as_teacher, await world.project(as_student))
    client = {"student": as_student, "teacher": as_teacher, "staff": as_staff}[caller]

    deleted = await client.run("DeleteComment", input={"commentId": world.id_of(said)})

    assert deleted["deleteComment"]["comment"]["isDeleted"] is True
    assert await world.count(models.Comment, is_deleted=True) == 1


async def test_others_do_not(as_student: Client, as_teacher: Client, as_stranger: Client, as_anonymous: Client) -> None:
    said = await world.comment(as_teacher, await world.project(as_student))

    answers = [
        await refused(caller, "DeleteComment", commentId=world.id_of(said)) for caller in (as_stranger, as_anonymous)
    ]

    assert answers == [[("NOT_FOUND", "input.commentId")], [("UNAUTHENTICATED", "")]]


async def test_twice_changes_nothing(as_student: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    await as_student.run("DeleteComment", input={"commentId": world.id_of(said)})
    before = await traces()

    again = await as_student.run("DeleteComment", input={"commentId": world.id_of(said)})

    assert again["deleteComment"]["errors"] == []
    assert await traces() == before


async def test_a_project_that_was_hidden_keeps_nobodys_words(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    said = await world.comment(as_stranger, project)
    await change(project, is_private=True)

    deleted = await as_stranger.run("DeleteComment", input={"commentId": world.id_of(said)})

    assert deleted["deleteComment"] == {"comment": None, "errors": []}
    assert await world.count(models.Comment, is_deleted=True) == 1


async def test_an_owner_takes_back_what_a_blocked_person_said(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    await world.relate(as_student, as_stranger, "blocked")

    deleted = await as_student.run("DeleteComment", input={"commentId": world.id_of(said)})

    assert deleted["deleteComment"] == {"comment": None, "errors": []}
    assert await world.count(models.Comment, is_deleted=True) == 1


async def test_author_and_owner_take_it_back_at_once(as_student: Client, as_stranger: Client) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))

    outcomes = await race(
        *(
            lambda viewer=client.viewer: services.delete_comment(viewer=viewer, comment_id=said.pk)
            for client in (as_student, as_stranger)
        )
    )

    assert [type(outcome) for outcome in outcomes] == [models.Comment] * 2
    assert await activities(activity_type="commented") == []
