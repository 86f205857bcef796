"""Courses are published by teachers whom staff approved, and told of once."""

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.events import CoursePublished
from domains.kit.events import Event, on
from tests.courses import school
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused

heard: list[Event] = []
on(CoursePublished)(heard.append)


@pytest.fixture(autouse=True)
def _silence() -> None:
    """Begin with nothing heard."""
    heard.clear()


@pytest.fixture
async def as_approved() -> Client:
    """A teacher whom staff approved."""
    return await world.person("approved", role="teacher", is_approved=True)


async def test_a_course_is_published_once_and_told_of_once(as_approved: Client, as_student: Client) -> None:
    course = await school.course(as_approved, **school.DRAFT)
    input = {"courseId": world.id_of(course)}

    first = (await as_approved.run("PublishCourse", input=input))["publishCourse"]
    second = (await as_approved.run("PublishCourse", input=input))["publishCourse"]
    hidden = (await as_approved.run("UnpublishCourse", input=input))["unpublishCourse"]
    third = (await as_approved.run("PublishCourse", input=input))["publishCourse"]

    assert [each["errors"] for each in (first, second, hidden, third)] == [[]] * 4
    assert [each["course"]["isPublished"] for each in (first, second, hidden, third)] == [True, True, False, True]
    assert len({each["course"]["publishedAt"] for each in (first, second, hidden, third)} - {None}) == 1
    assert heard == [CoursePublished(course_id=course.pk, user_id=as_approved.user.pk)]
    assert (await as_student.run("Course", id=input["courseId"]))["course"]["title"] == "Graphs"


async def test_staff_approves_first(as_teacher: Client, as_staff: Client) -> None:
    course = world.id_of(await school.course(as_teacher, **school.DRAFT))

    assert await refused(as_teacher, "PublishCourse", courseId=course) == [("TEACHER_NOT_APPROVED", "")]
    assert heard == []
    await sync_to_async(type(as_teacher.user).objects.filter(pk=as_teacher.user.pk).update)(is_approved=True)
    assert (await as_teacher.run("PublishCourse", input={"courseId": course}))["publishCourse"]["errors"] == []


async def test_staff_publishes_for_others(as_teacher: Client, as_staff: Client) -> None:
    course = await school.course(as_teacher, **school.DRAFT)

    published = (await as_staff.run("PublishCourse", input={"courseId": world.id_of(course)}))["publishCourse"]

    assert published["course"]["isPublished"] is True
    assert heard == [CoursePublished(course_id=course.pk, user_id=as_teacher.user.pk)]


async def test_a_course_has_a_mandatory_lesson(as_approved: Client) -> None:
    course = await school.course(as_approved, lessons=0, **school.DRAFT)
    input = {"courseId": world.id_of(course)}
    why = [("COURSE_HAS_NO_LESSONS", "input.courseId")]

    assert await refused(as_approved, "PublishCourse", **input) == why
    lesson = await models.Lesson.objects.acreate(course=course, title="Optional", order=1, is_mandatory=False)
    assert await refused(as_approved, "PublishCourse", **input) == why
    await models.Lesson.objects.filter(pk=lesson.pk).aupdate(is_mandatory=True)
    assert (await as_approved.run("PublishCourse", input=input))["publishCourse"]["errors"] == []


async def test_the_enrolled_go_on_where_nobody_new_is_let_in(
    as_approved: Client, as_student: Client, as_stranger: Client
) -> None:
    course = await school.course(as_approved)
    input = {"courseId": world.id_of(course)}
    await as_student.run("Enroll", input=input)

    await as_approved.run("UnpublishCourse", input=input)

    (lesson, _) = await school.lessons_of(course)
    done = (await as_student.run("CompleteLesson", input={"lessonId": world.id_of(lesson)}))["completeLesson"]
    assert done["errors"] == []
    assert await refused(as_stranger, "Enroll", **input) == [("NOT_FOUND", "input.courseId")]
    await as_student.run("LeaveCourse", input=input)
    assert await refused(as_student, "Enroll", **input) == [("NOT_FOUND", "input.courseId")]
