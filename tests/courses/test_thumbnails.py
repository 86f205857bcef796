"""A picture stands for a course, until another does, or none, or the course is gone."""

from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.users.models import Upload, User
from tests.courses import school
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.traces import refused
from tests.support.uploads import PDF, kept, tidy, upload_id


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


async def shown(who: Client, course: models.TaughtCourse, upload: str | None) -> str:
    """Let a picture stand for a course, and return its address."""
    input = {"courseId": world.id_of(course), "uploadId": upload}
    payload = (await who.run("SetCourseThumbnail", input=input))["setCourseThumbnail"]
    assert payload["errors"] == []
    address: str = payload["course"]["thumbnailUrl"]
    return address


async def test_a_picture_stands_for_a_course_until_another_does(browser: HttpClient, as_teacher: Client) -> None:
    course = await school.course(as_teacher)

    first = await shown(as_teacher, course, await upload_id(browser, as_teacher))
    second = await shown(as_teacher, course, await upload_id(browser, as_teacher))

    assert first != second
    assert [f"/media/{name}" for name in await kept()] == [second]
    assert (await browser.http.get(second)).headers["content-type"] == "image/webp"
    assert await world.count(Upload) == 0


async def test_a_picture_is_taken_away(browser: HttpClient, as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    await shown(as_teacher, course, await upload_id(browser, as_teacher))

    assert await shown(as_teacher, course, None) == ""
    assert await shown(as_teacher, course, None) == ""
    assert await kept() == []


async def test_what_is_no_picture_of_ones_own_is_refused(
    browser: HttpClient, as_teacher: Client, as_student: Client
) -> None:
    course = world.id_of(await school.course(as_teacher))
    theirs = await upload_id(browser, as_student)
    pdf = await upload_id(browser, as_teacher, PDF, content_type="application/pdf")
    before = await kept()

    for upload, code in ((theirs, "NOT_FOUND"), (pdf, "INVALID"), ("", "INVALID_ID"), (course, "INVALID_ID")):
        why = await refused(as_teacher, "SetCourseThumbnail", courseId=course, uploadId=upload)
        assert why == [(code, "input.uploadId")]
    assert await refused(as_student, "SetCourseThumbnail", courseId=course, uploadId=theirs) == [("NOT_A_TEACHER", "")]
    assert (await world.count(Upload), await kept()) == (2, before)


async def test_another_teachers_course_keeps_its_picture(browser: HttpClient, as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    address = await shown(as_teacher, course, await upload_id(browser, as_teacher))
    other = await world.person("other", role="teacher")
    upload = await upload_id(browser, other)

    for uploaded in (upload, None):
        why = await refused(other, "SetCourseThumbnail", courseId=world.id_of(course), uploadId=uploaded)
        assert why == [("FORBIDDEN", "input.courseId")]
    assert address.removeprefix("/media/") in await kept()


@pytest.mark.parametrize("road", ["course", "account"])
async def test_a_picture_goes_with_its_course(browser: HttpClient, as_teacher: Client, road: str) -> None:
    course = await school.course(as_teacher)
    await shown(as_teacher, course, await upload_id(browser, as_teacher))

    if road == "course":
        await as_teacher.run("DeleteCourse", input={"courseId": world.id_of(course)})
    else:
        await delete(as_teacher)

    assert await world.count(models.TaughtCourse) == 0
    assert await kept() == []


@sync_to_async
def delete(who: Client) -> None:
    """Delete somebody's account, as the back office does."""
    User.objects.get(pk=who.user.pk).delete()
