"""Changing a project of one's own."""

from typing import Any

import pytest

from domains.kit import ids
from tests.support import world
from tests.support.client import Client
from tests.support.traces import activities, refused, titles, traces


async def row(**given: Any) -> dict[str, Any]:
    """Return the one project's columns, but for when it last changed and what is made of them."""
    columns: dict[str, Any]
    (columns,) = (await traces())["projects.Project"]
    del columns["updated_at"], columns["words"]
    return columns | given


@pytest.mark.parametrize(
    ("field", "column", "value", "stored"),
    [
        ("title", "title", " Robot leg ", "Robot leg"),
        ("slug", "slug", "leg", "leg"),
        ("description", "description", "", ""),
        ("type", "type", "VIDEO", "video"),
        ("isShowcased", "is_showcased", False, False),
        ("isPrivate", "is_private", True, True),
        ("bannerUrl", "banner_url", "https://example.org/b.png", "https://example.org/b.png"),
        ("featuredImageUrl", "featured_image_url", "https://example.org/f", "https://example.org/f"),
        ("externalUrl", "external_url", "", ""),
        ("topics", "topics", ["Legs"], ["legs"]),
        ("topics", "topics", [], []),
        ("content", "content", [], {"blocks": []}),
    ],
)
async def test_one_field_changes_and_nothing_else(
    as_student: Client, field: str, column: str, value: object, stored: object
) -> None:
    project = await world.project(
        as_student,
        "Robot arm",
        description="It draws.",
        topics=["arms"],
        external_url="https://example.org/arm",
        content=[{"type": "text", "content": "How."}],
        age=5,
    )
    before = await row()

    changed = await as_student.run("UpdateProject", input={"projectId": world.id_of(project), field: value})

    assert changed["updateProject"]["errors"] == []
    assert await row() == before | {column: stored}
    assert before != before | {column: stored}


async def test_a_change_is_told_of_once_however_often(as_student: Client) -> None:
    project = await world.project(as_student)

    for title in ("One", "Two"):
        await as_student.run("UpdateProject", input={"projectId": world.id_of(project), "title": title})

    assert await activities() == [("student", "project_created"), ("student", "project_updated")]


async def test_naming_nothing_changes_nothing(as_student: Client) -> None:
    project = await world.project(as_student, age=5)
    before = await traces()

    changed = await as_student.run("UpdateProject", input={"projectId": world.id_of(project)})

    assert changed["updateProject"]["errors"] == []
    assert await traces() == before


@pytest.mark.parametrize(
    "field",
    [
        "title", "slug", "description", "type", "isShowcased", "isPrivate", "bannerUrl", "featuredImageUrl",
        "externalUrl", "topics", "content", "tools", "categories",
    ],
)  # fmt: skip
async def test_null_is_refused(as_student: Client, field: str) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_student, "UpdateProject", **{"projectId": world.id_of(project), field: None})

    assert reasons == [("REQUIRED", f"input.{field}")]


@pytest.mark.parametrize("is_private", [False, True])
async def test_somebody_elses_project_is_not_found(
    as_student: Client, as_stranger: Client, as_staff: Client, is_private: bool
) -> None:
    project = await world.project(as_student, is_private=is_private)

    reasons = [
        await refused(caller, "UpdateProject", projectId=world.id_of(project), title="Mine")
        for caller in (as_stranger, as_staff)
    ]

    assert reasons == [[("NOT_FOUND", "input.projectId")]] * 2


async def test_nobody_changes_a_project_without_signing_in(as_student: Client, as_anonymous: Client) -> None:
    project = await world.project(as_student)

    reasons = await refused(as_anonymous, "UpdateProject", projectId=world.id_of(project), title="Mine")

    assert reasons == [("UNAUTHENTICATED", "")]


@pytest.mark.parametrize(
    ("id", "code"),
    [
        (ids.encode("Project", world.NOBODY), "NOT_FOUND"),
        (ids.encode("Tool", world.NOBODY), "INVALID_ID"),
        ("arm", "INVALID_ID"),
    ],
    ids=["unknown", "other type", "malformed"],
)
async def test_an_id_that_is_no_projects_is_refused(as_student: Client, id: str, code: str) -> None:
    assert await refused(as_student, "UpdateProject", projectId=id, title="A") == [(code, "input.projectId")]


@pytest.mark.parametrize("flag", ["isPrivate", "isShowcased"])
async def test_a_flag_acts_at_once(as_student: Client, as_anonymous: Client, flag: str) -> None:
    project = await world.project(as_student, "Robot arm")
    given = {"projectId": world.id_of(project), flag: flag == "isPrivate"}
    explored = {"isPrivate": [], "isShowcased": ["Robot arm"]}

    await as_student.run("UpdateProject", input=given)

    shown = (await as_anonymous.run("User", username="student"))["user"]["showcase"]
    assert titles((await as_anonymous.run("Explore"))["explore"]) == explored[flag]
    assert (shown["totalCount"], shown["edges"]) == (0, [])
