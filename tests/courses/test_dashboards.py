"""How a teacher's courses go: for them and staff alone, in one statement."""

from typing import Any

from domains.courses import models
from domains.kit import clock
from tests.courses import school
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same

NUMBERS = ("enrollmentCount", "completedCount", "averageProgress", "toGradeCount")
DASHBOARD = f"query ($id: ID!) {{ course(id: $id) {{ ... on TaughtCourse {{ {' '.join(NUMBERS)} }} }} }}"


async def learn(who: Client, course: models.TaughtCourse, lessons: int, *, answers: int = 0) -> None:
    """Let somebody take a course, complete some lessons, and hand in answers to the exercises of the first."""
    await who.run("Enroll", input={"courseId": world.id_of(course)})
    for lesson in (await school.lessons_of(course))[:lessons]:
        await who.run("CompleteLesson", input={"lessonId": world.id_of(lesson)})
    exercise = await models.LessonExercise.objects.filter(lesson__course=course).afirst()
    for _ in range(answers):
        input = {"exerciseId": world.id_of(exercise), "data": {"text": "Because."}}
        await who.run("SubmitLessonExercise", input=input)


async def asked(who: Client, course: models.TaughtCourse) -> dict[str, Any]:
    """Return the numbers of a course, as somebody sees them."""
    answer = await who.ask(DASHBOARD, None, {"id": world.id_of(course)})
    numbers: dict[str, Any] = answer["data"]["course"]
    return numbers


async def test_the_numbers_are_the_teachers_and_staffs(
    as_teacher: Client, as_student: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    course = await school.course(as_teacher)
    await school.exercise((await school.lessons_of(course))[0])
    await learn(as_student, course, 2, answers=2)
    await learn(as_stranger, course, 1, answers=1)
    graded = models.ExerciseSubmission.objects.filter(student=as_student.user, attempt_number=1)
    await graded.aupdate(score=1, graded_at=clock.now())
    begun = await models.LessonExercise.objects.afirst()
    await as_stranger.run("StartLessonExercise", input={"exerciseId": world.id_of(begun)})

    numbers = dict(zip(NUMBERS, (2, 1, 75.0, 2), strict=True))
    assert await asked(as_teacher, course) == await asked(as_staff, course) == numbers
    nothing = dict.fromkeys(NUMBERS) | {"enrollmentCount": 2}
    for other in (as_student, as_stranger, as_anonymous, await world.person("other", role="teacher")):
        assert await asked(other, course) == nothing


async def test_a_course_that_nobody_takes_has_no_mean(as_teacher: Client) -> None:
    course = await school.course(as_teacher, **school.DRAFT)

    assert await asked(as_teacher, course) == dict(zip(NUMBERS, (0, 0, None, 0), strict=True))


async def test_a_teacher_sees_their_own_courses_with_numbers(
    as_teacher: Client, as_student: Client, as_anonymous: Client, as_staff: Client
) -> None:
    first = await school.course(as_teacher, "Graphs")
    await school.course(as_teacher, "Draft", **school.DRAFT)
    await school.course(await world.person("other", role="teacher"), "Theirs")
    await learn(as_student, first, 1)

    page = (await as_teacher.run("CoursesTaught"))["coursesTaught"]

    assert page["totalCount"] == 2
    shown = [(each["title"], *(each[name] for name in NUMBERS)) for each in world.nodes(page)]
    assert shown == [("Draft", 0, 0, None, 0), ("Graphs", 1, 0, 50.0, 0)]
    for nobody in (as_student, as_anonymous, as_staff):
        assert (await nobody.run("CoursesTaught"))["coursesTaught"]["totalCount"] == 0


async def test_dashboards_cost_the_same(as_teacher: Client, as_student: Client) -> None:
    async def grow(number: int) -> None:
        course = await school.course(as_teacher, f"Course {number}")
        await school.exercise((await school.lessons_of(course))[0])
        await learn(as_student, course, 1, answers=1)

    async def ask() -> int:
        shown = world.nodes((await as_teacher.run("CoursesTaught"))["coursesTaught"])
        assert {(each["averageProgress"], each["toGradeCount"]) for each in shown} == {(50.0, 1)}
        return len(shown)

    await costs_the_same(as_teacher, grow, ask)
    assert len(as_teacher.statements) == 1, as_teacher.sql
