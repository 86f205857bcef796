"""`manage.py generate_data` and `manage.py reconcile`: a large world, and counts that are true."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import F

from domains.catalog.models import Tool
from domains.courses.models import BlueprintModule, CourseEnrollment, TaughtCourse
from domains.kit.counts import stored_values
from domains.projects import services
from domains.projects.models import Comment, Project
from domains.users.models import User, UserRelationship, UserRole
from tests.support import database, world
from tests.support.client import Client
from tests.support.race import race

SCALE = 0.004
# What is shipped, and what is in a table without a key of ours.
OTHERS = (BlueprintModule, Project.tools.through)


def run(command: str, *options: str, **given: Any) -> tuple[int, list[str]]:
    """Run a command, and return its exit code and its lines."""
    out = StringIO()
    try:
        call_command(command, *options, stdout=out, **given)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def rows() -> dict[str, list[Any]]:
    """Return what was generated, but for the columns that say when it was loaded."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.app_label in {"users", "projects", "courses", "feed"} and model not in OTHERS
    }


@sync_to_async
def generated() -> dict[str, list[Any]]:
    """Generate a small world and return it."""
    assert run("generate_data", scale=SCALE)[0] == 0
    return rows()


async def test_the_world_is_the_same_each_time() -> None:
    first = await generated()
    await sync_to_async(database.empty)()

    assert await generated() == first
    assert len(first["users.User"]) == 20
    assert len(first["projects.Project"]) == 200
    assert len(first["projects.Comment"]) == 1_000
    assert len(first["courses.TaughtCourse"]) == len(first["courses.Course"]) == len(first["courses.Lesson"]) == 20
    assert len(first["courses.CourseEnrollment"]) == 80
    assert len(first["feed.Activity"]) == 1_200


async def test_the_world_holds_together(as_anonymous: Client) -> None:
    await generated()

    assert await sync_to_async(run)("reconcile", "--check") == (0, [f"{each}: true" for each in stored_values()])
    assert await world.count(Comment, parent__isnull=False, parent__project__isnull=True) == 0
    async for answer in Comment.objects.exclude(parent=None).select_related("parent"):
        assert answer.parent is not None
        assert (answer.project_id, answer.depth) == (answer.parent.project_id, answer.parent.depth + 1)
        assert answer.created_at > answer.parent.created_at
    assert await world.count(CourseEnrollment, course__is_published=False) == 0
    assert await world.count(CourseEnrollment, student=F("course__teacher")) == 0
    assert (
        await world.count(CourseEnrollment, completed=True)
        == await world.count(CourseEnrollment, progress_percentage=100)
        > 0
    )
    assert await world.count(TaughtCourse, teacher__role=UserRole.TEACHER, teacher__is_approved=True) == 20
    busy = await User.objects.aget(username="person-00001")
    assert await world.count(UserRelationship, follower=busy) == 19
    feed = (await as_anonymous.run("ActivityFeed", first=100))["activityFeed"]["edges"]
    assert [edge["node"]["reference"] for edge in feed if edge["node"]["reference"] is None] == []


async def test_generated_people_sign_in(as_anonymous: Client) -> None:
    await generated()

    assert await User.objects.filter(password__startswith="md5$generated$").acount() == 20


async def test_it_is_not_generated_twice() -> None:
    await generated()

    with pytest.raises(CommandError, match="already"):
        await sync_to_async(call_command)("generate_data", scale=SCALE)


async def test_wrong_counts_are_reported_then_mended(as_student: Client, as_teacher: Client) -> None:
    project, other = await world.project(as_student), await world.project(as_teacher)
    await world.like(as_teacher, project)
    await world.tool("brush", popularity=7)
    await Project.objects.filter(pk=project.pk).aupdate(like_count=0)
    await Project.objects.filter(pk=other.pk).aupdate(like_count=9)
    command = sync_to_async(run)

    wrong = {"projects.Project.like_count": 2, "catalog.Tool.popularity": 1}
    assert await command("reconcile", "--check") == (1, said(lambda n: f"{n} rows are wrong", wrong))
    assert await world.count(Project, like_count=9) == 1

    assert await command("reconcile") == (1, said(lambda n: f"{n} rows were wrong and are mended", wrong))
    assert await command("reconcile") == (0, said(str, {}))
    assert sorted([each async for each in Project.objects.values_list("like_count", flat=True)]) == [0, 1]
    assert [each async for each in Tool.objects.values_list("popularity", flat=True)] == [0]


def said(verdict: Callable[[int], str], wrong: dict[str, int]) -> list[str]:
    """Return what the command says of each count."""
    return [f"{each}: {verdict(wrong[str(each)]) if str(each) in wrong else 'true'}" for each in stored_values()]


async def test_mending_races_with_likes(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    project = await world.project(as_student)
    await world.like(as_student, project)
    await Project.objects.filter(pk=project.pk).aupdate(like_count=50)

    outcomes = await race(
        lambda: run("reconcile")[0],
        *(
            lambda viewer=person.viewer: services.like_project(viewer=viewer, project_id=project.pk)
            for person in (as_teacher, as_stranger)
        ),
    )

    assert [type(outcome) for outcome in outcomes] == [int, Project, Project]
    await project.arefresh_from_db()
    assert project.like_count == 3
