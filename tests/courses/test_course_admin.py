"""Staff finds, changes, publishes and deletes taught courses in the back office."""

from typing import Any

import pytest

from domains.courses import models
from tests.courses import school
from tests.support import world
from tests.support.client import Client, HttpClient

PAGE = "/admin/courses/taughtcourse/"


@pytest.fixture
async def office(browser: HttpClient) -> HttpClient:
    """Staff, signed in."""
    await world.person("staff", is_staff=True, is_superuser=True)
    await browser.run("Login", input={"identifier": "staff", "password": world.PASSWORD})
    await browser.http.get(PAGE)
    return browser


async def sent(office: HttpClient, page: str, **given: Any) -> int:
    """Send a form, and return the status: 302 where it was done."""
    token = {"csrfmiddlewaretoken": office.http.cookies["csrftoken"]}
    return (await office.http.post(page, data=given | token, headers={"referer": PAGE})).status_code


async def act(office: HttpClient, action: str, *courses: models.TaughtCourse, **given: str) -> int:
    """Choose courses on the list, and an action."""
    return await sent(office, PAGE, action=action, _selected_action=[str(each.pk) for each in courses], **given)


def form(teacher: Client, **given: Any) -> dict[str, Any]:
    """Return what the form of a course sends."""
    inline = {f"tags-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    columns = {
        "title": "Graphs", "description": "", "teacher": str(teacher.user.pk), "category": "data", "level": "beginner",
        "teocoin_reward": "0", "max_enrollments": "", "duration_hours": "0",
    }  # fmt: skip
    return {**inline, "tags-MAX_NUM_FORMS": "1000", **columns, **given}


async def test_courses_are_made_and_changed(office: HttpClient, as_teacher: Client) -> None:
    tag = {"tags-TOTAL_FORMS": "1", "tags-0-tag": " Data  Science"}

    assert await sent(office, f"{PAGE}add/", **form(as_teacher, **tag)) == 302

    course = await models.TaughtCourse.objects.aget(title="Graphs", category="data", is_published=False)
    assert await world.count(models.CourseTag, tag="data science", course=course) == 1
    assert await sent(office, f"{PAGE}{course.pk}/change/", **form(as_teacher, title="Trees", level="advanced")) == 302
    assert await world.count(models.TaughtCourse, title="Trees", level="advanced") == 1


async def test_what_does_not_fit_is_said_in_the_form(
    office: HttpClient, as_teacher: Client, as_student: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher)
    for learner in (as_student, as_stranger):
        await learner.run("Enroll", input={"courseId": world.id_of(course)})

    for wrong in ({"max_enrollments": "1"}, {"max_enrollments": "0"}, {"duration_hours": "-1"}, {"title": ""}):
        assert await sent(office, f"{PAGE}{course.pk}/change/", **form(as_teacher, **wrong)) == 200
    assert await world.count(models.TaughtCourse, title="Graphs", max_enrollments=None) == 1


async def test_courses_are_published_by_the_rules(office: HttpClient, as_teacher: Client) -> None:
    course, empty = (
        await school.course(as_teacher, **school.DRAFT),
        await school.course(as_teacher, lessons=0, **school.DRAFT),
    )

    assert await act(office, "publish", course, empty) == 302
    said = (await office.http.get(PAGE)).text
    assert "A course without a mandatory lesson is not published." in said
    assert "Published: 1" in said
    assert await world.count(models.TaughtCourse, is_published=True, published_at__isnull=False, pk=course.pk) == 1
    assert await world.count(models.TaughtCourse, is_published=False, published_at=None, pk=empty.pk) == 1

    assert await act(office, "unpublish", course) == 302
    assert "Unpublished: 1" in (await office.http.get(PAGE)).text
    assert await world.count(models.TaughtCourse, is_published=True) == 0


async def test_what_learners_did_is_not_deleted(office: HttpClient, as_teacher: Client, as_student: Client) -> None:
    taken, other = await school.course(as_teacher), await school.course(as_teacher, "Other")
    await as_student.run("Enroll", input={"courseId": world.id_of(taken)})

    await act(office, "delete_selected", taken, other, post="yes")
    await sent(office, f"{PAGE}{taken.pk}/delete/", post="yes")
    assert await world.count(models.TaughtCourse) == 2

    assert await sent(office, f"{PAGE}{other.pk}/delete/", post="yes") == 302
    assert await world.count(models.TaughtCourse) == 1
