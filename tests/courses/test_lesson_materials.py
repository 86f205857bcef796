"""Further material of lessons: links that are safe to follow, and files."""

from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.rules import limits
from domains.users.models import Upload
from tests.courses import school
from tests.courses.test_learning import enroll
from tests.courses.test_lesson_exercises import a_lesson
from tests.courses.test_lessons import refused, run
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.uploads import PDF, kept, picture, tidy, upload_id

LINK = {"title": "More", "url": "https://example.org/more"}


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


async def with_file(
    browser: HttpClient, teacher: Client, lesson: models.Lesson, content: bytes = PDF, kind: str = "application/pdf"
) -> dict[str, Any]:
    """Let a lesson have a file, and return the payload."""
    named = {"lessonId": world.id_of(lesson), "title": " The script "}
    return await run(
        teacher, "AddLessonFile", **named, uploadId=await upload_id(browser, teacher, content, content_type=kind)
    )


async def test_a_lesson_has_links_and_files(browser: HttpClient, as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)

    payload = await with_file(browser, as_teacher, lesson)
    linked = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), materials=[LINK])

    (name,) = await kept()
    file: dict[str, Any] = {
        "title": "The script", "kind": "FILE", "url": f"/media/{name}", "contentType": "application/pdf",
        "size": len(PDF),
    }  # fmt: skip
    assert payload["lesson"]["materials"] == [file]
    assert linked["lesson"]["materials"] == [{**LINK, "kind": "LINK", "contentType": None, "size": None}, file]
    assert (await browser.http.get(file["url"])).content == PDF


@pytest.mark.parametrize(
    ("content", "sent_as", "kept_as"),
    [
        (b"Notes", "text/plain", "text/plain"),
        (b"# Notes", "text/markdown", "text/markdown"),
        (picture(), "image/png", "image/webp"),
    ],
    ids=["text", "markdown", "picture"],
)
async def test_files_are_of_a_few_kinds(
    browser: HttpClient, as_teacher: Client, content: bytes, sent_as: str, kept_as: str
) -> None:
    payload = await with_file(browser, as_teacher, await a_lesson(as_teacher), content, sent_as)

    assert [each["contentType"] for each in payload["lesson"]["materials"]] == [kept_as]


async def test_material_is_for_who_takes_the_course(
    browser: HttpClient, as_teacher: Client, as_student: Client, as_stranger: Client, as_staff: Client
) -> None:
    lesson = await a_lesson(as_teacher)
    await with_file(browser, as_teacher, lesson)
    course = await models.TaughtCourse.objects.aget()
    await enroll(as_student, course)

    async def seen(who: Client) -> Any:
        answer = await who.run("CourseLessons", id=world.id_of(course))
        return answer["course"]["lessons"][0]["materials"]

    for who in (as_teacher, as_student, as_staff):
        assert [each["title"] for each in await seen(who)] == ["The script"]
    for who in (as_stranger, world.anonymous()):
        assert await seen(who) is None


async def test_what_is_taken_away_is_forgotten(browser: HttpClient, as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)
    named = {"lessonId": world.id_of(lesson)}
    await with_file(browser, as_teacher, lesson)
    both = await run(as_teacher, "UpdateLesson", **named, materials=[LINK])
    link, file = (each["url"] for each in both["lesson"]["materials"])

    stranger = await run(as_teacher, "RemoveLessonMaterial", **named, url="/media/files/none.pdf")
    unlinked = await run(as_teacher, "RemoveLessonMaterial", **named, url=link)
    assert refused(stranger) == [("NOT_FOUND", "input.url")]
    assert [each["url"] for each in unlinked["lesson"]["materials"]] == [file]
    assert len(await kept()) == 1
    emptied = await run(as_teacher, "RemoveLessonMaterial", **named, url=file)

    assert emptied["lesson"]["materials"] == []
    assert await kept() == []


async def test_files_go_with_their_lesson(browser: HttpClient, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=2)
    first, second = await school.lessons_of(course)
    for lesson in (first, second):
        await with_file(browser, as_teacher, lesson)

    await run(as_teacher, "DeleteLesson", lessonId=world.id_of(first))
    assert len(await kept()) == 1
    await sync_to_async(course.delete)()

    assert await kept() == []


async def test_files_go_with_who_taught_the_course(browser: HttpClient, as_teacher: Client) -> None:
    await with_file(browser, as_teacher, await a_lesson(as_teacher))

    await as_teacher.run("DeleteAccount", input={"password": world.PASSWORD})

    assert await kept() == []


async def test_files_are_added_by_the_teacher_only(
    browser: HttpClient, as_teacher: Client, as_student: Client, as_staff: Client
) -> None:
    lesson = await a_lesson(as_teacher)
    await enroll(as_student, await models.TaughtCourse.objects.aget())
    foreign = await upload_id(browser, as_staff, PDF, content_type="application/pdf")
    own = await upload_id(browser, as_student, PDF, content_type="application/pdf")
    named = {"lessonId": world.id_of(lesson), "title": "A script"}

    assert refused(await run(as_student, "AddLessonFile", **named, uploadId=own)) == [("NOT_A_TEACHER", "")]
    taken = await run(as_teacher, "AddLessonFile", **named, uploadId=foreign)
    assert refused(taken) == [("NOT_FOUND", "input.uploadId")]
    untitled = await run(as_staff, "AddLessonFile", **named | {"title": " "}, uploadId=foreign)
    assert refused(untitled) == [("REQUIRED", "input.title")]
    removed = await run(as_student, "RemoveLessonMaterial", lessonId=world.id_of(lesson), url="/media/x")
    assert refused(removed) == [("NOT_A_TEACHER", "")]

    assert await world.count(Upload) == 2
    assert (await models.Lesson.objects.aget()).materials == []


@pytest.mark.parametrize(
    ("link", "code", "field"),
    [
        ({"url": "javascript:alert(1)"}, "INVALID", "url"),
        ({"url": "data:text/html,x"}, "INVALID", "url"),
        ({"url": "/media/files/x.pdf"}, "INVALID", "url"),
        ({"url": ""}, "INVALID", "url"),
        ({"url": f"https://example.org/{'x' * 500}"}, "TOO_LONG", "url"),
        ({"title": " "}, "REQUIRED", "title"),
        ({"title": "x" * 201}, "TOO_LONG", "title"),
    ],
)
async def test_links_are_safe_to_follow(as_teacher: Client, link: Any, code: str, field: str) -> None:
    lesson = await a_lesson(as_teacher)

    payload = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(lesson), materials=[LINK, LINK | link])

    assert refused(payload) == [(code, f"input.materials.1.{field}")]
    assert (await models.Lesson.objects.aget()).materials == []


async def test_a_lesson_has_so_much_material_and_no_more(browser: HttpClient, as_teacher: Client) -> None:
    lesson = await a_lesson(as_teacher)
    named = {"lessonId": world.id_of(lesson)}
    most = [LINK] * limits.MOST_MATERIALS

    assert refused(await run(as_teacher, "UpdateLesson", **named, materials=[*most, LINK])) == [
        ("INVALID", "input.materials")
    ]
    assert refused(await run(as_teacher, "UpdateLesson", **named, materials=most)) == []
    assert refused(await with_file(browser, as_teacher, lesson)) == [("INVALID", "input.lessonId")]

    assert await world.count(Upload) == 1


async def test_what_runs_is_never_shown(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    broken = [
        {"kind": "link", "title": "Run", "url": "javascript:alert(1)"}, {"kind": "file", "title": "No file"}, None,
        {"kind": "link", "title": "Fine", "url": "https://example.org"}, {"kind": {}, "title": "Odd"}, "text",
    ]  # fmt: skip
    for stored, shown in ((broken, ["Fine"]), ({"kind": "link"}, []), ("text", [])):
        await models.Lesson.objects.aupdate(materials=stored)

        answer = await as_teacher.run("CourseLessons", id=world.id_of(course))

        assert [each["title"] for each in answer["course"]["lessons"][0]["materials"]] == shown
