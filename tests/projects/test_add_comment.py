"""Saying something about a project, and answering somebody who did."""

import pytest

from domains.projects import models
from tests.projects.traces import activities, change, refused
from tests.support import world
from tests.support.client import Client


async def test_a_comment_is_stored_as_written_and_told_of(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)

    added = await as_stranger.run("AddComment", input={"projectId": world.id_of(project), "content": "Well *made*."})

    comment = added["addComment"]["comment"]
    assert added["addComment"] == {
        "comment": {
            "id": comment["id"],
            "createdAt": comment["createdAt"],
            "content": "Well *made*.",
            "contentHtml": "<p>Well <em>made</em>.</p>\n",
            "isEdited": False,
            "isDeleted": False,
            "author": {
                "id": world.id_of(as_stranger.user),
                "username": "stranger",
                "avatarUrl": "",
                "webPath": "/stranger",
            },
            "parent": None,
            "project": {"id": world.id_of(project), "comments": {"totalCount": 1}},
        },
        "errors": [],
    }
    assert await activities(activity_type="commented") == [("stranger", "commented")]


async def test_an_answer_names_what_it_answers(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    head = world.id_of(await world.comment(as_stranger, project))

    added = await as_student.run(
        "AddComment", input={"projectId": world.id_of(project), "content": "Thanks!", "parentId": head}
    )

    comment = added["addComment"]["comment"]
    assert comment["parent"] == {"id": head}
    assert comment["project"]["comments"]["totalCount"] == 1


async def test_a_thread_is_three_deep_and_no_deeper(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    first = await world.comment(as_stranger, project)
    second = await world.comment(as_student, project, answers=first)
    third = await world.comment(as_stranger, project, answers=second)

    reasons = await refused(
        as_student,
        "AddComment",
        projectId=world.id_of(project),
        content="And so on.",
        parentId=world.id_of(third),
    )

    assert [first.depth, second.depth, third.depth] == [1, 2, 3]
    assert reasons == [("THREAD_TOO_DEEP", "input.parentId")]


async def test_a_comment_on_another_project_cannot_be_answered_here(as_student: Client, as_stranger: Client) -> None:
    here, there = await world.project(as_student), await world.project(as_student)
    elsewhere = await world.comment(as_stranger, there)

    reasons = await refused(
        as_student,
        "AddComment",
        projectId=world.id_of(here),
        content="Thanks!",
        parentId=world.id_of(elsewhere),
    )

    assert reasons == [("NOT_FOUND", "input.parentId")]


async def test_a_comment_that_was_taken_back_cannot_be_answered(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    gone = await world.comment(as_stranger, project)
    await change(gone, is_deleted=True)

    reasons = await refused(
        as_student, "AddComment", projectId=world.id_of(project), content="Why?", parentId=world.id_of(gone)
    )

    assert reasons == [("NOT_FOUND", "input.parentId")]


@pytest.mark.parametrize(
    "parent",
    [
        "nonsense",
        pytest.param("", marks=pytest.mark.xfail(strict=True, reason="an empty parentId counts as none")),
        "project",
    ],
)
async def test_what_is_no_comment_cannot_be_answered(as_student: Client, parent: str) -> None:
    id = world.id_of(await world.project(as_student))

    reasons = await refused(
        as_student,
        "AddComment",
        projectId=id,
        content="Thanks!",
        parentId=id if parent == "project" else parent,
    )

    assert reasons == [("INVALID_ID", "input.parentId")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "REQUIRED"),
        (" \n\t ", "REQUIRED"),
        pytest.param(
            "x" * 5_001,
            "TOO_LONG",
            marks=pytest.mark.xfail(strict=True, reason="Django checks max_length of a TextField in forms only"),
        ),
    ],
    ids=["empty", "blank", "too long"],
)
async def test_a_text_that_does_not_fit_is_refused(as_student: Client, content: str, code: str) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_student, "AddComment", projectId=world.id_of(project), content=content)

    assert reasons == [(code, "input.content")]


async def test_a_text_of_five_thousand_characters_fits(as_student: Client) -> None:
    project = await world.project(as_student)

    added = await as_student.run("AddComment", input={"projectId": world.id_of(project), "content": "ß" * 5_000})

    assert added["addComment"]["comment"]["content"] == "ß" * 5_000


async def test_an_owner_who_takes_no_comments_may_still_write_them(as_stranger: Client) -> None:
    quiet = await world.person("quiet", allow_comments=False)
    project = await world.project(quiet)

    reasons = await refused(as_stranger, "AddComment", projectId=world.id_of(project), content="Hello?")
    await world.comment(quiet, project)

    assert reasons == [("COMMENTS_NOT_ALLOWED", "input.projectId")]
    assert await world.count(models.Comment) == 1


async def test_nobody_comments_without_signing_in(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_anonymous, "AddComment", projectId=world.id_of(project), content="Hello?")

    assert reasons == [("UNAUTHENTICATED", "")]
