"""What was graded is graded again, and what nobody may grade."""

from typing import Any

from domains.courses import models
from tests.courses import school
from tests.courses.test_learning import codes, enroll, submit
from tests.courses.test_lessons import refused, run
from tests.support import live, world
from tests.support.client import Client


async def handed_in(teacher: Client, learner: Client) -> dict[str, Any]:
    """Let somebody have answered an exercise, and return their attempt."""
    course = await school.course(teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await enroll(learner, course)
    submission: dict[str, Any] = (
        await submit(learner, await school.exercise(lesson, teocoin_reward=5), {"text": "Because."})
    )["submission"]
    return submission


async def grade(who: Client, submission: dict[str, Any], score: float, **values: Any) -> dict[str, Any]:
    """Grade an attempt, and return the payload."""
    return await run(who, "GradeSubmission", submissionId=submission["id"], score=score, **values)


async def passes(who: Client) -> int:
    """Return how often the feed tells that an exercise was passed."""
    told = world.nodes((await who.run("ActivityFeed"))["activityFeed"])
    return [each["activityType"] for each in told].count("PASSED_EXERCISE")


async def test_a_grade_is_lowered_after_a_pass(as_teacher: Client, as_student: Client) -> None:
    submission = await handed_in(as_teacher, as_student)

    passed = (await grade(as_teacher, submission, 80))["submission"]
    lowered = (await grade(as_teacher, submission, 30, feedback="Copied."))["submission"]
    raised = (await grade(as_teacher, submission, 90))["submission"]

    assert passed["passedAt"] is not None
    assert (lowered["score"], lowered["feedback"], lowered["passedAt"]) == (30.0, "Copied.", passed["passedAt"])
    assert (raised["score"], raised["passedAt"]) == (90.0, passed["passedAt"])
    totals = await school.totals(as_student)
    assert (totals["exercises_completed"], totals["average"]) == (1, 90.0)
    assert await passes(as_teacher) == 1


async def test_the_average_follows_a_lower_grade(as_teacher: Client, as_student: Client) -> None:
    submission = await handed_in(as_teacher, as_student)

    await grade(as_teacher, submission, 80)
    await grade(as_teacher, submission, 30)

    totals = await school.totals(as_student)
    assert (totals["exercises_completed"], totals["average"]) == (1, 30.0)


async def test_the_same_grade_again_announces_nothing(as_teacher: Client, as_student: Client, as_staff: Client) -> None:
    submission = await handed_in(as_teacher, as_student)
    first = (await grade(as_teacher, submission, 80, feedback="Good."))["submission"]
    before = await school.announced()

    again = await grade(as_teacher, submission, 80)
    worded = await grade(as_teacher, submission, 80.001, feedback="Good.")

    assert again == worded == {"submission": first, "errors": []}
    assert await school.announced() == before
    await grade(as_teacher, submission, 80, feedback="Very good.")
    assert await school.announced() == before + 1
    await grade(as_staff, submission, 80)
    assert await world.count(models.ExerciseSubmission, graded_by=as_staff.user, feedback="Very good.") == 1


async def test_nobody_grades_themselves(as_teacher: Client, as_staff: Client) -> None:
    submission = await handed_in(as_teacher, as_staff)

    assert refused(await grade(as_staff, submission, 100)) == [("FORBIDDEN", "input.submissionId")]

    assert await world.count(models.ExerciseSubmission, graded_at=None) == 1
    assert codes(await grade(as_teacher, submission, 100)) == []


async def test_a_service_learns_nothing(as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    service = await world.person("service", kind="service")

    assert refused(await run(service, "Enroll", courseId=world.id_of(course))) == [("FORBIDDEN", "input.courseId")]

    assert await world.count(models.TaughtCourse, enrollment_count=0) == 1


async def test_what_is_handed_in_at_once_is_told_once(gateway: str, as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    essay, limited = await school.exercise(lesson), await school.exercise(lesson, time_limit_minutes=10)
    await enroll(as_student, course)

    async with live.subscribed(gateway, "CourseProgress", as_teacher, course=world.id_of(course)) as teacher:
        assert (await teacher.event())["__typename"] == "Checkpoint"

        await submit(as_student, essay, {"text": "Because."})
        assert (await teacher.event())["submission"]["submittedAt"] is not None
        assert await teacher.is_silent()

        for _ in range(2):
            await run(as_student, "StartLessonExercise", exerciseId=world.id_of(limited))
        assert (await teacher.event())["submission"]["submittedAt"] is None
        assert await teacher.is_silent()
