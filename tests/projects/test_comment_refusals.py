"""What cannot be said, and what cannot be answered: a refusal leaves no comment and no activity."""

import pytest

from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused


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
        pytest.param(""),
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
        pytest.param("x" * 5_001, "TOO_LONG"),
    ],
    ids=["empty", "blank", "too long"],
)
async def test_a_text_that_does_not_fit_is_refused(as_student: Client, content: str, code: str) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_student, "AddComment", projectId=world.id_of(project), content=content)

    assert reasons == [(code, "input.content")]


async def test_nobody_comments_without_signing_in(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_anonymous, "AddComment", projectId=world.id_of(project), content="Hello?")

    assert reasons == [("UNAUTHENTICATED", "")]
