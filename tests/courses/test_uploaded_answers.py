"""Exercises that are answered with a file."""

from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from tests.courses import school
from tests.courses.test_learning import codes, enroll, submit
from tests.courses.test_lessons import refused, run
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.uploads import PDF, kept, picture, tidy, upload_id


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


async def to_answer(teacher: Client, learner: Client, **content: Any) -> models.LessonExercise:
    """Let somebody take a course that has an exercise to answer with a file."""
    course = await school.course(teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await enroll(learner, course)
    return await school.exercise(lesson, "upload", content={"prompt": "Draw.", **content})


async def handed_in(browser: HttpClient, learner: Client, exercise: models.LessonExercise) -> dict[str, Any]:
    """Hand a PDF in, and return the payload."""
    id = await upload_id(browser, learner, PDF, content_type="application/pdf")
    return await submit(learner, exercise, {"uploadId": id})


async def test_a_file_is_handed_in_and_read(browser: HttpClient, as_teacher: Client, as_student: Client) -> None:
    exercise = await to_answer(as_teacher, as_student)

    payload = await handed_in(browser, as_student, exercise)

    (name,) = await kept()
    assert payload["submission"]["submissionData"] == {"file": name, "size": len(PDF)}
    assert payload["submission"]["fileUrl"] == f"/media/{name}"
    listed = await as_teacher.run("ExerciseSubmissions", id=world.id_of(exercise), first=5)
    (attempt,) = world.nodes(listed["node"]["submissions"])
    assert (attempt["student"]["username"], attempt["fileUrl"]) == ("student", f"/media/{name}")
    response = await browser.http.get(attempt["fileUrl"])
    assert (response.content, response.headers["content-disposition"]) == (PDF, "attachment")


async def test_what_is_no_file_has_no_address(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await enroll(as_student, course)

    payload = await submit(as_student, await school.exercise(lesson), {"text": "file"})

    assert payload["submission"]["fileUrl"] is None


async def test_an_answer_is_an_upload_of_ones_own(browser: HttpClient, as_teacher: Client, as_student: Client) -> None:
    exercise = await to_answer(as_teacher, as_student, accepts=["pdf"])
    foreign = await upload_id(browser, as_teacher, PDF, content_type="application/pdf")
    drawn = await upload_id(browser, as_student, picture())

    for data, code, path in (
        ({"uploadId": foreign}, "NOT_FOUND", "data.uploadId"),
        ({"uploadId": drawn}, "INVALID", "data.uploadId"),
        ({"uploadId": "?"}, "INVALID_ID", "data.uploadId"),
        ({"uploadId": 7}, "REQUIRED", "data.uploadId"),
        ({"file": "files/mine.pdf"}, "INVALID", "data"),
    ):
        assert refused(await submit(as_student, exercise, data)) == [(code, f"input.{path}")]

    assert await world.count(models.ExerciseSubmission) == 0
    assert codes(await handed_in(browser, as_student, exercise)) == []


async def test_a_file_is_handed_in_once(browser: HttpClient, as_teacher: Client, as_student: Client) -> None:
    exercise = await to_answer(as_teacher, as_student)
    id = await upload_id(browser, as_student, PDF, content_type="application/pdf")

    await submit(as_student, exercise, {"uploadId": id})

    assert refused(await submit(as_student, exercise, {"uploadId": id})) == [("NOT_FOUND", "input.data.uploadId")]


@pytest.mark.parametrize("leaver", ["student", "teacher"])
async def test_files_go_with_an_account(
    browser: HttpClient, as_teacher: Client, as_student: Client, leaver: str
) -> None:
    await handed_in(browser, as_student, await to_answer(as_teacher, as_student))
    who = as_student if leaver == "student" else as_teacher

    await who.run("DeleteAccount", input={"password": world.PASSWORD})

    assert await world.count(models.ExerciseSubmission) == 0
    assert await kept() == []


async def test_files_go_with_their_attempt(browser: HttpClient, as_teacher: Client, as_student: Client) -> None:
    exercise = await to_answer(as_teacher, as_student)
    await handed_in(browser, as_student, exercise)
    await handed_in(browser, as_student, exercise)

    await sync_to_async(models.ExerciseSubmission.objects.filter(attempt_number=1).delete)()
    assert len(await kept()) == 1
    await run(as_student, "LeaveCourse", courseId=world.id_of(await models.TaughtCourse.objects.aget()))
    assert len(await kept()) == 1
    await sync_to_async(exercise.delete)()

    assert await kept() == []


async def test_attempts_take_as_many_statements_for_nine_as_for_two(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    exercise = await school.exercise((await school.lessons_of(course))[0], "upload")
    counts = []
    for learners in (range(2), range(2, 9)):
        for number in learners:
            learner = await world.person(f"learner-{number}")
            await models.ExerciseSubmission.objects.acreate(
                student=learner.user, exercise=exercise, max_score=100, submission_data={"file": "files/x.pdf"}
            )
        listed = await as_teacher.run("ExerciseSubmissions", id=world.id_of(exercise), first=20)
        assert len(world.nodes(listed["node"]["submissions"])) == learners.stop
        counts.append(len(as_teacher.statements))

    assert counts == [1, 1]
