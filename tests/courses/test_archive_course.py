"""A learner puts a generated course away, and takes it up again."""

from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.services.generation import shelving
from domains.kit import clock
from tests.courses import making
from tests.courses.test_course_interface import generated
from tests.support import live, race, world
from tests.support.client import Client


async def said(who: Client, verb: str, course: models.GeneratedCourse) -> Any:
    """Archive or restore a course; return how it stands then, or why that was refused."""
    payload = (await who.run(f"{verb}Course", input={"courseId": world.id_of(course)}))[f"{verb.lower()}Course"]
    return payload["course"]["status"] if payload["course"] else [error["code"] for error in payload["errors"]]


async def test_a_course_is_put_away_and_taken_up_again(as_student: Client, as_stranger: Client) -> None:
    course = await generated(as_student, "Sneakers")
    assert (await as_stranger.run("Course", id=world.id_of(course)))["course"] is not None

    before = await making.announced()
    assert await said(as_student, "Archive", course) == "ARCHIVED"
    assert await said(as_student, "Archive", course) == "ARCHIVED"

    assert await making.announced() == before + 2
    assert (await as_stranger.run("Course", id=world.id_of(course)))["course"] is None
    assert await said(as_student, "Restore", course) == "ACTIVE"
    assert await said(as_student, "Restore", course) == "ACTIVE"
    assert await making.announced() == before + 3


async def test_who_sees_the_card_no_longer_hears_no_more(gateway: str, as_student: Client, as_stranger: Client) -> None:
    course = await generated(as_student, "Sneakers")
    heard = {"course": world.id_of(course)}
    async with (
        live.subscribed(gateway, "CourseProgress", as_student, **heard) as student,
        live.subscribed(gateway, "CourseProgress", as_stranger, **heard) as stranger,
    ):
        for hearer in (student, stranger):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await said(as_student, "Archive", course)

        assert await stranger.refusal() == "NOT_FOUND"
        assert (await student.event())["__typename"] == "CourseChanged"
        await said(as_student, "Restore", course)
        assert (await student.event())["__typename"] == "CourseChanged"


async def test_what_was_completed_is_completed_again(as_student: Client) -> None:
    course = await generated(as_student, "Sneakers", status="completed", completion_date=clock.now())

    assert await said(as_student, "Archive", course) == "ARCHIVED"
    assert await said(as_student, "Restore", course) == "COMPLETED"


async def test_others_courses_are_not_put_away(as_student: Client, as_stranger: Client, as_staff: Client) -> None:
    course = await generated(as_student, "Sneakers")
    before = await making.announced()

    for other in (as_stranger, as_staff):
        assert await said(other, "Archive", course) == await said(other, "Restore", course) == ["NOT_FOUND"]
    assert await said(world.anonymous(), "Archive", course) == ["UNAUTHENTICATED"]
    assert await world.count(models.GeneratedCourse, status="active") == 1
    assert await making.announced() == before


async def test_a_course_that_is_being_made_stays(as_student: Client) -> None:
    await making.blueprint()
    await making.says(as_student)
    await making.asked(as_student)
    course = await making.course_of(as_student)

    assert await said(as_student, "Archive", course) == ["GENERATION_UNDER_WAY"]
    await models.CourseGeneration.objects.aupdate(status="failed", failure="interrupted")
    assert await said(as_student, "Archive", course) == "ARCHIVED"


async def test_of_two_that_are_taken_up_at_once_there_is_room_for_one(as_student: Client) -> None:
    for number in range(4):
        await generated(as_student, f"Course {number}")
    away = [await generated(as_student, f"Away {number}", status="archived") for number in range(2)]

    came = await race.race(
        *(lambda each=each: shelving.restore_course(viewer=as_student.viewer, course_id=each.pk) for each in away)
    )

    assert sorted(type(each).__name__ for each in came) == ["GeneratedCourse", "TooManyCourses"]
    assert await sync_to_async(models.GeneratedCourse.objects.filter(status="active").count)() == 5
