"""A teacher's journey: from a draft that nobody sees to a course that a learner has completed."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.courses.journey import both_hear, course_of, done, hears, is_quiet, joins, totals
from tests.courses.test_lesson_scores import wrong
from tests.support import live, world
from tests.support.client import Client, HttpClient
from tests.support.traces import refused
from tests.support.uploads import PDF, tidy, upload_id
from tests.users.test_profiles import allow

LINK = {"title": "A gallery", "url": "https://example.org/gallery"}
CHOICES = {"questions": [{"prompt": "Which are primary?", "options": ["red", "green", "blue"]}]}
SOLUTION = {"answers": [[0, 2]]}
ESSAY = "Because light is *mixed*."

Hearers = tuple[live.Subscriber, ...]


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no files behind."""
    yield
    tidy()


async def test_a_course_is_made_taught_and_completed(
    gateway: str, browser: HttpClient, as_teacher: Client, as_staff: Client, as_student: Client, as_stranger: Client
) -> None:
    course = await drafted(browser, as_teacher)
    assert await course_of(as_student, "TaughtCourse", course) is None
    async with live.subscribed(gateway, "CourseProgress", as_teacher, course=course) as teacher:
        await joins(teacher)
        await published(as_teacher, as_staff, course)
        await hears(teacher, "CourseChanged")
        assert await catalogue(as_student) == ["Colours"]

        async with live.subscribed(gateway, "CourseProgress", as_student, course=course) as student:
            await joins(student)
            await learned(as_student, course, (teacher, student))
            await judged(as_teacher, as_student, course, (teacher, student))
            await rearranged(as_teacher, course, teacher, student)
            await finished(as_student, course, (teacher, student))
            await agreed(as_teacher, as_student, course)
            await kept(as_teacher, course, (teacher, student))

    assert await catalogue(as_student) == []
    assert await course_of(as_stranger, "TaughtCourse", course) is None
    assert (await course_of(as_student, "TaughtCourse", course))["lessons"][0]["content"] == "Say *it*."


async def drafted(browser: HttpClient, teacher: Client) -> str:
    """Let a teacher make a course with two lessons, material, a picture, and an exercise in each lesson."""
    course = str((await done(teacher, "CreateCourse", title="Colours", level="BEGINNER", tags=["art"]))["id"])
    picture = await upload_id(browser, teacher)
    assert (await done(teacher, "SetCourseThumbnail", courseId=course, uploadId=picture))["thumbnailUrl"]
    see = await lesson(teacher, course, title="See", content="See *it*.", materials=[LINK])
    file = await upload_id(browser, teacher, PDF, content_type="application/pdf")
    shown = await done(teacher, "AddLessonFile", lessonId=see, title="The chart", uploadId=file)
    assert [each["kind"] for each in shown["materials"]] == ["LINK", "FILE"]
    say = await lesson(teacher, course, title="Say", content="Say *it*.")
    asked = {"lessonId": see, "title": "Choose", "exerciseType": "MULTIPLE_CHOICE", "content": CHOICES}
    assert (await done(teacher, "CreateLessonExercise", **asked, solution=SOLUTION))["solution"] == SOLUTION
    await done(
        teacher, "CreateLessonExercise", lessonId=say, title="Explain", exerciseType="ESSAY", content={"prompt": "Why?"}
    )
    return course


async def lesson(teacher: Client, course: str, **said: Any) -> str:
    """Append a lesson, and return its id."""
    return str((await done(teacher, "CreateLesson", courseId=course, **said))["id"])


async def published(teacher: Client, staff: Client, course: str) -> None:
    """Let a teacher publish: not before staff has approved them."""
    assert await refused(teacher, "PublishCourse", courseId=course) == [("TEACHER_NOT_APPROVED", "")]
    await allow(staff, "approve_teacher")
    approved = await done(staff, "ApproveTeacher", userId=world.id_of(teacher.user))
    assert approved["isApproved"]
    assert (await done(teacher, "PublishCourse", courseId=course))["isPublished"]


async def catalogue(who: Client) -> list[str]:
    """Return the titles in the catalogue, as somebody sees it."""
    return [each["title"] for each in world.nodes((await who.run("Courses"))["courses"])]


async def learned(student: Client, course: str, hearers: Hearers) -> None:
    """Let a learner enrol, complete the first lesson, and hand in both exercises: what they chose is graded at once."""
    await done(student, "Enroll", courseId=course)
    [begun] = await both_hear(hearers, "EnrollmentChanged")
    assert begun["enrollment"] == {"progressPercentage": 0.0, "completed": False, "student": {"username": "student"}}
    see, say = (await course_of(student, "TaughtCourse", course))["lessons"]
    assert (see["content"], see["exercises"][0]["content"]) == ("See *it*.", CHOICES)

    await completed(student, see, hearers, 50.0)
    [choose], [explain] = see["exercises"], say["exercises"]
    half = await handed_in(student, choose, {"answers": [[0]]}, hearers)
    right = await handed_in(student, choose, SOLUTION, hearers)
    essay = await handed_in(student, explain, {"text": ESSAY}, hearers)
    assert [each["score"] for each in (half, right, essay)] == [0.0, 100.0, None]
    assert await totals(student) == (1, 0, 1, 1, 100.0)


async def completed(student: Client, lesson: dict[str, Any], hearers: Hearers, progress: float) -> None:
    """Let a learner complete a lesson, and everybody hear of it, and how far that brings them."""
    await done(student, "CompleteLesson", lessonId=lesson["id"], timeSpentMinutes=20)
    lessons, enrollment = await both_hear(hearers, "LessonCompletionAdded", "EnrollmentChanged")
    assert lessons["completion"] == {"lesson": {"title": lesson["title"]}, "student": {"username": "student"}}
    assert enrollment["enrollment"]["progressPercentage"] == pytest.approx(progress)


async def handed_in(student: Client, exercise: dict[str, Any], data: Any, hearers: Hearers) -> dict[str, Any]:
    """Let a learner hand an answer in, and everybody hear of it; return what is heard."""
    await done(student, "SubmitLessonExercise", exerciseId=exercise["id"], data=data)
    [told] = await both_hear(hearers, "SubmissionChanged")
    assert told["submission"]["student"] == {"username": "student"}
    assert told["submission"]["exercise"] == {"id": exercise["id"], "title": exercise["title"]}
    heard: dict[str, Any] = told["submission"]
    return heard


async def judged(teacher: Client, student: Client, course: str, hearers: Hearers) -> None:
    """Let the teacher find on their desk what waits, and grade it with a word; the learner reads that."""
    assert (await desk(teacher))["toGradeCount"] == 1
    [waiting] = await to_grade(teacher, course)
    assert (waiting["submissionData"], waiting["student"]) == ({"text": ESSAY}, {"username": "student"})

    await done(teacher, "GradeSubmission", submissionId=waiting["id"], score=80, feedback="*Well* said.")

    [told] = await both_hear(hearers, "SubmissionChanged")
    assert (told["submission"]["id"], told["submission"]["score"]) == (waiting["id"], 80.0)
    read = await submissions(student, told["submission"]["exercise"]["id"])
    assert [(each["score"], each["feedback"]) for each in read] == [(80.0, "*Well* said.")]
    assert ((await desk(teacher))["toGradeCount"], await to_grade(teacher, course)) == (0, [])
    assert await totals(student) == (1, 0, 1, 2, 90.0)


async def desk(teacher: Client) -> dict[str, Any]:
    """Return how the teacher's only course goes, as their desk says."""
    row: dict[str, Any]
    [row] = world.nodes((await teacher.run("CoursesTaught"))["coursesTaught"])
    return row


async def to_grade(teacher: Client, course: str) -> list[dict[str, Any]]:
    """Return what waits for the teacher in a course, exercise by exercise."""
    lessons = (await course_of(teacher, "CourseLessons", course))["lessons"]
    handed_in = [await submissions(teacher, each["id"]) for lesson in lessons for each in lesson["exercises"]]
    return [each for attempts in handed_in for each in attempts if each["submittedAt"] and each["score"] is None]


async def submissions(who: Client, exercise: str) -> list[Any]:
    """Return the attempts at an exercise that somebody sees."""
    return world.nodes((await who.run("ExerciseSubmissions", id=exercise))["node"]["submissions"])


async def rearranged(teacher: Client, course: str, desk: live.Subscriber, student: live.Subscriber) -> None:
    """Let the teacher turn the lessons round and add one that counts: the learner hears how far they are now."""
    lessons = (await course_of(teacher, "CourseLessons", course))["lessons"]
    turned = await done(teacher, "OrderLessons", courseId=course, lessonIds=[each["id"] for each in lessons[::-1]])
    assert [(each["order"], each["title"]) for each in turned["lessons"]] == [(1, "Say"), (2, "See")]
    [ordered] = await hears(student, "CourseChanged")

    await lesson(teacher, course, title="Paint", content="Paint *it*.")

    [lengthened] = await hears(student, "CourseChanged")
    assert ordered["course"]["viewerProgress"] == 50.0
    assert lengthened["course"]["viewerProgress"] == pytest.approx(100 / 3)
    assert [each["course"]["viewerProgress"] for each in await hears(desk, *["CourseChanged"] * 2)] == [None, None]


async def finished(student: Client, course: str, hearers: Hearers) -> None:
    """Let the learner complete what is left, in the order in which it stands now; the last lesson ends the course."""
    say, _, paint = (await course_of(student, "TaughtCourse", course))["lessons"]

    await completed(student, say, hearers, 200 / 3)
    await completed(student, paint, hearers, 100.0)

    shown = await course_of(student, "TaughtCourse", course)
    assert shown["viewerEnrollment"] == {"progressPercentage": 100.0, "completed": True}
    assert [each["title"] for each in shown["lessons"] if each["viewerCompletion"]] == ["Say", "See", "Paint"]


async def agreed(teacher: Client, student: Client, course: str) -> None:
    """Prove that everybody reads the same of it, and that nothing that is stored is wrong."""
    row = await desk(teacher)
    counted = ("enrollmentCount", "completedCount", "averageProgress", "toGradeCount")
    assert [row[name] for name in counted] == [1, 1, 100.0, 0]
    [taken] = world.nodes((await student.run("Enrollments"))["viewer"]["enrollments"])
    assert taken == {
        "progressPercentage": 100.0, "completed": True,
        "course": {"id": course, "title": "Colours", "viewerProgress": 100.0},
    }  # fmt: skip
    assert await totals(student) == (1, 1, 3, 2, 90.0)
    assert await wrong() == []


async def kept(teacher: Client, course: str, hearers: Hearers) -> None:
    """Let the teacher try to delete what was learned in, and take it off the catalogue instead."""
    assert await refused(teacher, "DeleteCourse", courseId=course) == [("COURSE_HAS_LEARNERS", "input.courseId")]

    assert not (await done(teacher, "UnpublishCourse", courseId=course))["isPublished"]

    for hearer in hearers:
        await hears(hearer, "CourseChanged")
        assert await is_quiet(hearer)
