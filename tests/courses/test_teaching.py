"""A teacher makes courses, changes them, and deletes what nobody has learned in."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from tests.courses import school
from tests.support import live, world
from tests.support.client import Client
from tests.support.traces import refused

WHOLE = {
    "title": "  Graphs ",
    "description": "Nodes and edges.",
    "category": "DATA",
    "level": "ADVANCED",
    "teocoinReward": 100_000,
    "maxEnrollments": 1_000_000,
    "durationHours": 2_000,
    "tags": ["Data  Science", "ai", "AI"],
}


async def test_a_teacher_makes_a_course_that_they_alone_see(
    as_teacher: Client, as_stranger: Client, as_staff: Client
) -> None:
    payload = (await as_teacher.run("CreateCourse", input=WHOLE))["createCourse"]

    made = payload["course"]
    assert payload["errors"] == []
    assert {name: made[name] for name in WHOLE} == {**WHOLE, "title": "Graphs", "tags": ["ai", "data science"]}
    assert (made["isPublished"], made["publishedAt"], made["teacher"]["username"]) == (False, None, "teacher")
    assert (await as_stranger.run("Course", id=made["id"]))["course"] is None
    assert (await as_staff.run("Course", id=made["id"]))["course"]["title"] == "Graphs"


async def test_all_but_the_title_is_optional(as_teacher: Client) -> None:
    made = (await as_teacher.run("CreateCourse", input={"title": "Graphs"}))["createCourse"]["course"]

    assert {name: made[name] for name in WHOLE if name != "title"} == {
        "description": "", "category": "OTHER", "level": "BEGINNER", "teocoinReward": 0, "maxEnrollments": None,
        "durationHours": 0, "tags": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title": "   "}, [("REQUIRED", "input.title")]),
        ({"title": "x" * 256}, [("TOO_LONG", "input.title")]),
        ({"description": "x" * 5_001}, [("TOO_LONG", "input.description")]),
        ({"teocoinReward": -1}, [("INVALID", "input.teocoinReward")]),
        ({"teocoinReward": 100_001}, [("INVALID", "input.teocoinReward")]),
        ({"maxEnrollments": 0}, [("INVALID", "input.maxEnrollments")]),
        ({"maxEnrollments": 1_000_001}, [("INVALID", "input.maxEnrollments")]),
        ({"durationHours": -1}, [("INVALID", "input.durationHours")]),
        ({"durationHours": 2**31 - 1}, [("INVALID", "input.durationHours")]),
        ({"tags": ["a", " ", "x" * 51]}, [("REQUIRED", "input.tags.1"), ("TOO_LONG", "input.tags.2")]),
        ({"tags": [f"tag {number}" for number in range(21)]}, [("INVALID", "input.tags")]),
        ({"title": "", "durationHours": 9_999}, [("INVALID", "input.durationHours"), ("REQUIRED", "input.title")]),
    ],
)
@pytest.mark.parametrize("verb", ["CreateCourse", "UpdateCourse"])
async def test_what_does_not_fit_is_refused_by_its_field(
    as_teacher: Client, verb: str, values: dict[str, Any], why: list[tuple[str, str]]
) -> None:
    begun = {"title": "Graphs"}
    if verb == "UpdateCourse":
        begun = {"courseId": world.id_of(await school.course(as_teacher))}

    assert await refused(as_teacher, verb, **begun | values) == why


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"title": "a\0b"}, ".title"),
        ({"description": "\ud800"}, ".description"),
        ({"tags": ["a", "\0"]}, ".tags[1]"),
        ({"durationHours": 2**31}, ".durationHours"),
    ],
)
async def test_what_cannot_be_stored_is_no_value(as_teacher: Client, values: dict[str, Any], named: str) -> None:
    answer = await as_teacher.answer("CreateCourse", input={"title": "Graphs"} | values)

    assert answer["data"] is None
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_OPERATION"
    assert f"'$input' has invalid value at {named}: " in error["message"]
    assert await world.count(models.TaughtCourse) == 0


async def test_others_make_no_courses(as_student: Client, as_anonymous: Client, as_staff: Client) -> None:
    assert await refused(as_student, "CreateCourse", title="Graphs") == [("NOT_A_TEACHER", "")]
    assert await refused(as_anonymous, "CreateCourse", title="Graphs") == [("UNAUTHENTICATED", "")]
    assert (await as_staff.run("CreateCourse", input={"title": "Graphs"}))["createCourse"]["errors"] == []


@pytest.mark.parametrize("verb", ["UpdateCourse", "DeleteCourse", "PublishCourse", "UnpublishCourse"])
async def test_a_course_is_changed_by_its_teacher_and_staff(
    as_student: Client, as_teacher: Client, as_anonymous: Client, as_staff: Client, verb: str
) -> None:
    seen = {"courseId": world.id_of(await school.course(as_teacher))}
    draft = {"courseId": world.id_of(await school.course(as_teacher, **school.DRAFT))}
    other = await world.person("other", role="teacher", is_approved=True)

    assert await refused(as_student, verb, **seen) == [("NOT_A_TEACHER", "")]
    assert await refused(as_anonymous, verb, **seen) == [("UNAUTHENTICATED", "")]
    assert await refused(other, verb, **seen) == [("FORBIDDEN", "input.courseId")]
    assert await refused(other, verb, **draft) == [("NOT_FOUND", "input.courseId")]
    assert await refused(other, verb, courseId="5") == [("INVALID_ID", "input.courseId")]
    (payload,) = (await as_staff.run(verb, input=seen)).values()
    assert payload["errors"] == []


async def test_what_is_not_named_stays(as_teacher: Client) -> None:
    course = (await as_teacher.run("CreateCourse", input=WHOLE))["createCourse"]["course"]
    changes = {"title": "Trees", "maxEnrollments": None, "tags": ["trees"]}

    changed = (await as_teacher.run("UpdateCourse", input={"courseId": course["id"], **changes}))["updateCourse"]
    same = (await as_teacher.run("UpdateCourse", input={"courseId": course["id"]}))["updateCourse"]

    assert changed["errors"] == same["errors"] == []
    assert changed["course"] == same["course"] == {**course, **changes}


@pytest.mark.parametrize("name", ["title", "description", "category", "level", "teocoinReward", "tags"])
async def test_what_must_say_something_is_not_null(as_teacher: Client, name: str) -> None:
    course = world.id_of(await school.course(as_teacher))

    assert await refused(as_teacher, "UpdateCourse", courseId=course, **{name: None}) == [("REQUIRED", f"input.{name}")]


async def test_seats_that_are_taken_stay(as_teacher: Client, as_student: Client, as_stranger: Client) -> None:
    course = world.id_of(await school.course(as_teacher))
    for learner in (as_student, as_stranger):
        await learner.run("Enroll", input={"courseId": course})

    fewer = await refused(as_teacher, "UpdateCourse", courseId=course, maxEnrollments=1)
    enough = (await as_teacher.run("UpdateCourse", input={"courseId": course, "maxEnrollments": 2}))["updateCourse"]

    assert fewer == [("SEATS_TAKEN", "input.maxEnrollments")]
    assert enough["course"]["maxEnrollments"] == 2


async def test_a_course_in_which_nobody_learned_is_deleted(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, tags=("data",))
    later = await school.course(as_teacher, "Later")
    await sync_to_async(later.prerequisites.add)(course)
    await as_student.run("SaveCourse", input={"courseId": world.id_of(course)})

    gone = (await as_teacher.run("DeleteCourse", input={"courseId": world.id_of(course)}))["deleteCourse"]

    assert gone == {"deletedId": world.id_of(course), "errors": []}
    assert (await as_teacher.run("Course", id=world.id_of(course)))["course"] is None
    rows = [models.Course, models.CourseSave, models.CourseTag, models.TaughtCourse.prerequisites.through]
    assert [await world.count(each) for each in rows] == [1, 0, 0, 0]


async def test_what_learners_did_is_not_deleted(as_teacher: Client, as_student: Client, as_staff: Client) -> None:
    enrolled, completed, tried = [await school.course(as_teacher, title, lessons=2) for title in ("E", "C", "T")]
    for course in (enrolled, completed, tried):
        await as_student.run("Enroll", input={"courseId": world.id_of(course)})
    lesson = (await school.lessons_of(completed))[0]
    await as_student.run("CompleteLesson", input={"lessonId": world.id_of(lesson)})
    exercise = await school.exercise((await school.lessons_of(tried))[0])
    await as_student.run("StartLessonExercise", input={"exerciseId": world.id_of(exercise)})
    for course in (completed, tried):
        await as_student.run("LeaveCourse", input={"courseId": world.id_of(course)})

    for course in (enrolled, completed, tried):
        for who in (as_teacher, as_staff):
            why = await refused(who, "DeleteCourse", courseId=world.id_of(course))
            assert why == [("COURSE_HAS_LEARNERS", "input.courseId")]


async def test_changes_are_told_to_who_sees_the_course(
    gateway: str, as_teacher: Client, as_student: Client, as_stranger: Client
) -> None:
    course = world.id_of(await school.course(as_teacher))
    await as_student.run("Enroll", input={"courseId": course})

    async with (
        live.subscribed(gateway, "CourseProgress", as_student, course=course) as student,
        live.subscribed(gateway, "CourseProgress", as_stranger, course=course) as stranger,
    ):
        for hearer in (student, stranger):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await as_teacher.run("UpdateCourse", input={"courseId": course, "title": "Trees"})
        for hearer in (student, stranger):
            told = (await hearer.event())["course"]
            assert (told["id"], told["title"]) == (course, "Trees")

        await as_teacher.run("UnpublishCourse", input={"courseId": course})
        assert (await student.event())["course"] == {"id": course, "title": "Trees", "viewerProgress": 0.0}
        assert await stranger.refusal() == "NOT_FOUND"
        assert await student.is_silent()
