"""What the database itself refuses, whoever writes."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction

from domains.projects import models
from tests.support import world
from tests.support.client import Client


@sync_to_async
def breach(model: Any, **values: Any) -> str:
    """Write a row that must not be, and return which constraint stopped it."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        model.objects.create(**values)
    return str(error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


async def test_a_person_has_one_highlighted_project(as_student: Client, as_teacher: Client) -> None:
    await world.project(as_student, is_highlighted=True)
    await world.project(as_teacher, is_highlighted=True)

    stopped = await breach(models.Project, user=as_student.user, slug="b", title="B", is_highlighted=True)

    assert stopped == "project_one_highlighted"


async def test_a_person_has_a_slug_once(as_student: Client) -> None:
    await world.project(as_student, "Robot arm")

    stopped = await breach(models.Project, user=as_student.user, slug="robot-arm", title="B")

    assert stopped == "project_slug_unique"


async def test_a_person_has_an_external_address_once(as_student: Client) -> None:
    await world.project(as_student, external_url="https://example.org")

    stopped = await breach(
        models.Project, user=as_student.user, slug="b", title="B", external_url="https://example.org"
    )

    assert stopped == "project_external_url_unique"


async def test_a_person_likes_a_project_once(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_stranger, project)

    stopped = await breach(models.ProjectLike, user=as_stranger.user, project=project)

    assert stopped == "project_like_unique"


@pytest.mark.parametrize("depth", [0, 4])
async def test_a_comment_is_one_to_three_deep(as_student: Client, depth: int) -> None:
    project = await world.project(as_student)
    parent = await world.comment(as_student, project)

    stopped = await breach(
        models.Comment, user=as_student.user, project=project, content="A", depth=depth, parent=parent
    )

    assert stopped in {"comment_depth", "comment_depth_fits_parent"}
    assert (depth, stopped) != (4, "comment_depth_fits_parent")


@pytest.mark.parametrize(("depth", "answers"), [(1, True), (2, False)])
async def test_the_depth_of_a_comment_fits_its_parent(as_student: Client, depth: int, answers: bool) -> None:
    project = await world.project(as_student)
    parent = await world.comment(as_student, project) if answers else None

    stopped = await breach(
        models.Comment, user=as_student.user, project=project, content="A", depth=depth, parent=parent
    )

    assert stopped == "comment_depth_fits_parent"


async def test_what_a_person_made_goes_with_the_account(as_student: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    kept = await world.project(as_stranger)
    await world.like(as_stranger, project)
    head = await world.comment(as_stranger, project)
    await world.comment(as_student, project, answers=head)

    await as_student.user.adelete()

    assert [await world.count(model) for model in (models.ProjectLike, models.Comment)] == [0, 0]
    assert [each.pk async for each in models.Project.objects.all()] == [kept.pk]
