"""Staff finds, changes and deletes lessons and exercises in the back office, by the rules that teachers have."""

import json
from typing import Any

import pytest

from domains.courses import models
from tests.courses import school
from tests.courses.test_learning import CHOICES, complete, enroll
from tests.support import world
from tests.support.client import Client, HttpClient

LESSONS, EXERCISES = "/admin/courses/lesson/", "/admin/courses/lessonexercise/"


@pytest.fixture
async def office(browser: HttpClient) -> HttpClient:
    """Staff, signed in."""
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    await browser.http.get(LESSONS)
    return browser


async def sent(office: HttpClient, page: str, **given: Any) -> int:
    """Send a form, and return the status: 302 where there was nothing to ask again."""
    token = {"csrfmiddlewaretoken": office.http.cookies["csrftoken"]}
    return (await office.http.post(page, data=given | token, headers={"referer": LESSONS})).status_code


def lesson_form(**given: Any) -> dict[str, Any]:
    """Return what the form of a lesson sends; what is mandatory is ticked."""
    columns = {
        "title": "Trees", "content": "*Words*", "lesson_type": "text", "duration_minutes": "5", "video_url": "",
        "is_mandatory": "on", "teocoin_reward": "0",
    }  # fmt: skip
    return {name: value for name, value in {**columns, **given}.items() if value is not None}


def exercise_form(**given: Any) -> dict[str, Any]:
    """Return what the form of an exercise sends."""
    return {
        "title": "Choose", "description": "", "exercise_type": "multiple_choice", "content": json.dumps(CHOICES),
        "solution": json.dumps({"answers": [[1], [0]]}), "max_score": "100", "time_limit_minutes": "",
        "attempts_allowed": "3", "teocoin_reward": "0", **given,
    }  # fmt: skip


async def test_lessons_are_appended_and_changed(office: HttpClient, as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (first,) = await school.lessons_of(course)
    await enroll(as_student, course)
    await complete(as_student, first)

    assert await sent(office, f"{LESSONS}add/", course=str(course.pk), **lesson_form()) == 302
    lesson = await models.Lesson.objects.aget(title="Trees")
    assert (lesson.order, lesson.content_html) == (2, "<p><em>Words</em></p>\n")
    assert await world.count(models.CourseEnrollment, progress_percentage=50.0) == 1
    page = f"{LESSONS}{lesson.pk}/change/"
    assert (await office.http.get(page)).status_code == 200
    assert await sent(office, page, **lesson_form(content="# New", is_mandatory=None)) == 302

    changed = await models.Lesson.objects.aget(title="Trees")
    assert (changed.is_mandatory, changed.content_html) == (False, "<h1>New</h1>\n")
    assert await world.count(models.CourseEnrollment, progress_percentage=100.0) == 1


async def test_what_teachers_may_not_staff_may_not_either(
    office: HttpClient, as_teacher: Client, as_student: Client
) -> None:
    course = await school.course(as_teacher, lessons=2)
    first, second = await school.lessons_of(course)
    await enroll(as_student, course)
    await complete(as_student, first)

    assert await sent(office, f"{LESSONS}{first.pk}/delete/", post="yes") != 302
    assert await sent(office, f"{LESSONS}{second.pk}/delete/", post="yes") == 302
    assert await sent(office, f"{LESSONS}{first.pk}/change/", **lesson_form(is_mandatory=None)) == 302

    assert "not published" in (await office.http.get(LESSONS)).text
    assert await world.count(models.Lesson, is_mandatory=True) == await world.count(models.Lesson) == 1
    assert await world.count(models.CourseEnrollment, completed=True) == 1


async def test_exercises_are_made_and_changed(office: HttpClient, as_teacher: Client) -> None:
    (lesson,) = await school.lessons_of(await school.course(as_teacher, lessons=1))

    broken = await sent(office, f"{EXERCISES}add/", lesson=str(lesson.pk), **exercise_form(content='{"questions": 7}'))
    assert (broken, await world.count(models.LessonExercise)) == (200, 0)
    assert await sent(office, f"{EXERCISES}add/", lesson=str(lesson.pk), **exercise_form()) == 302
    exercise = await models.LessonExercise.objects.aget(content=CHOICES, solution={"answers": [[1], [0]]})
    page = f"{EXERCISES}{exercise.pk}/change/"
    assert (await office.http.get(page)).status_code == 200
    assert await sent(office, page, **exercise_form(solution="{}", title="Choose well")) == 302

    assert await world.count(models.LessonExercise, title="Choose well", solution={}) == 1
    assert await sent(office, f"{EXERCISES}{exercise.pk}/delete/", post="yes") == 302
    assert await world.count(models.LessonExercise) == 0
