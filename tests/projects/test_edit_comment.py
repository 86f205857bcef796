"""Saying one's own comment in other words."""

from datetime import timedelta

import pytest

from domains.kit import clock, ids
from domains.projects import models, services
from tests.support import world
from tests.support.client import Client
from tests.support.race import race
from tests.support.traces import change, refused, traces


async def test_other_words_are_marked_as_such(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    said = await world.comment(as_stranger, project, "Well maed.")
    moment = clock.now() + timedelta(minutes=5)

    with clock.at(moment):
        edited = await as_stranger.run("EditComment", input={"commentId": world.id_of(said), "content": "Well *made*."})

    assert edited["editComment"] == {
        "comment": {
            "id": world.id_of(said),
            "content": "Well *made*.",
            "contentHtml": "<p>Well <em>made</em>.</p>\n",
            "isEdited": True,
            "editedAt": moment.isoformat(),
            "isDeleted": False,
            "createdAt": said.created_at.isoformat(),
            "author": {
                "id": world.id_of(as_stranger.user),
                "username": "stranger",
                "avatarUrl": "",
                "webPath": "/stranger",
            },
        },
        "errors": [],
    }


async def test_the_same_words_change_nothing(as_student: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    before = await traces()

    edited = await as_student.run("EditComment", input={"commentId": world.id_of(said), "content": said.content})

    assert edited["editComment"]["comment"]["isEdited"] is False
    assert await traces() == before


async def test_nobody_edits_what_others_said(
    as_student: Client, as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    said = await world.comment(as_teacher, await world.project(as_student))
    given = {"commentId": world.id_of(said), "content": "Badly made."}

    answers = [await refused(caller, "EditComment", **given) for caller in (as_student, as_stranger, as_staff)]

    assert answers == [[("NOT_FOUND", "input.commentId")]] * 3


@pytest.mark.parametrize(("content", "code"), [("", "REQUIRED"), (" \n", "REQUIRED"), ("x" * 5_001, "TOO_LONG")])
async def test_a_text_that_does_not_fit_is_refused(as_student: Client, content: str, code: str) -> None:
    said = await world.comment(as_student, await world.project(as_student))

    reasons = await refused(as_student, "EditComment", commentId=world.id_of(said), content=content)

    assert reasons == [(code, "input.content")]


async def test_what_was_taken_back_stays_so(as_student: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))
    await change(said, is_deleted=True)

    reasons = await refused(as_student, "EditComment", commentId=world.id_of(said), content="Again.")

    assert reasons == [("NOT_FOUND", "input.commentId")]


async def test_an_owner_who_hides_the_project_or_blocks_is_not_reached(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    hidden, blocked = await world.project(as_student), await world.project(as_teacher)
    said = [await world.comment(as_stranger, project) for project in (hidden, blocked)]
    await change(hidden, is_private=True)
    await world.relate(as_teacher, as_stranger, "blocked")

    answers = [
        await refused(as_stranger, "EditComment", commentId=world.id_of(each), content="Hear me.") for each in said
    ]

    assert answers == [[("NOT_FOUND", "input.commentId")]] * 2


async def test_an_owner_who_takes_no_comments_any_more_takes_no_new_words(
    as_student: Client, as_stranger: Client
) -> None:
    said = await world.comment(as_stranger, await world.project(as_student))
    await as_student.run("UpdateSettings", input={"allowComments": False})

    reasons = await refused(as_stranger, "EditComment", commentId=world.id_of(said), content="New words.")

    assert reasons == [("COMMENTS_NOT_ALLOWED", "input.commentId")]


@pytest.mark.parametrize(
    ("id", "code"),
    [(ids.encode("Comment", world.NOBODY), "NOT_FOUND"), (ids.encode("User", world.NOBODY), "INVALID_ID")],
)
async def test_what_is_no_comment_is_refused(as_student: Client, id: str, code: str) -> None:
    assert await refused(as_student, "EditComment", commentId=id, content="x") == [(code, "input.commentId")]


async def test_an_edit_that_races_a_removal_never_brings_the_text_back(as_student: Client) -> None:
    said = await world.comment(as_student, await world.project(as_student))

    await race(
        lambda: services.delete_comment(viewer=as_student.viewer, comment_id=said.pk),
        lambda: services.edit_comment(viewer=as_student.viewer, comment_id=said.pk, content="Late."),
    )

    shown = await models.Comment.objects.aget(pk=said.pk)
    assert shown.is_deleted
