"""A learner takes a course: enrols, completes lessons, hands exercises in, and is graded."""

from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.services import enrolling
from domains.kit import clock
from domains.kit.counts import stored_values
from tests.courses import school
from tests.support import live, race, world
from tests.support.client import Client

CHOICES = {"questions": [{"prompt": "Which?", "options": ["a", "b"]}, {"prompt": "And?", "options": ["c", "d"]}]}
SEATS, RACERS = 3, 50


async def enroll(who: Client, course: models.TaughtCourse) -> dict[str, Any]:
    """Enrol somebody, and return the payload."""
    answer: dict[str, Any] = (await who.run("Enroll", input={"courseId": world.id_of(course)}))["enroll"]
    return answer


async def complete(who: Client, lesson: models.Lesson, **values: Any) -> dict[str, Any]:
    """Complete a lesson, and return the payload."""
    input = {"lessonId": world.id_of(lesson)} | values
    answer: dict[str, Any] = (await who.run("CompleteLesson", input=input))["completeLesson"]
    return answer


async def submit(who: Client, exercise: models.LessonExercise, data: Any) -> dict[str, Any]:
    """Hand an exercise in, and return the payload."""
    input = {"exerciseId": world.id_of(exercise), "data": data}
    answer: dict[str, Any] = (await who.run("SubmitLessonExercise", input=input))["submitLessonExercise"]
    return answer


def codes(payload: dict[str, Any]) -> list[str]:
    """Return why a mutation was refused."""
    return [error["code"] for error in payload["errors"]]


async def test_the_last_mandatory_lesson_completes_the_course_once(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    first, second = await school.lessons_of(course)
    await enroll(as_student, course)

    await complete(as_student, first)
    halfway = await as_student.run("TaughtCourse", id=world.id_of(course))
    await complete(as_student, second, timeSpentMinutes=5, notes="Mine.")
    again = await complete(as_student, second)

    assert halfway["course"]["viewerEnrollment"] == {"progressPercentage": 50.0, "completed": False}
    assert again["completion"]["notes"] == "Mine."
    ended = await as_student.run("TaughtCourse", id=world.id_of(course))
    assert ended["course"]["viewerEnrollment"] == {"progressPercentage": 100.0, "completed": True}
    assert await school.totals(as_student) == {
        "courses_enrolled": 1, "courses_completed": 1, "lessons_completed": 2, "exercises_completed": 0, "average": 0.0,
    }  # fmt: skip
    assert await sync_to_async(lambda: [each for each in map(str, stored_values()) if "UserProgress" in each])()
    assert await sync_to_async(lambda: sum(stored.wrong().count() for stored in stored_values()))() == 0


async def test_enrolling_is_refused_for_what_stands_against_it(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    needed = await school.course(as_teacher, "First things")
    course = await school.course(as_teacher, max_enrollments=1)
    full = await school.course(as_teacher, "Full", max_enrollments=1)
    draft = await school.course(as_teacher, "Draft", is_published=False)
    await sync_to_async(course.prerequisites.add)(needed)
    await enroll(as_stranger, full)

    refused = {
        "needs": await enroll(as_student, course),
        "full": await enroll(as_student, full),
        "unseen": await enroll(as_student, draft),
        "own": await enroll(as_teacher, course),
        "twice": await enroll(as_stranger, full),
    }

    assert {name: codes(payload) for name, payload in refused.items()} == {
        "needs": ["PREREQUISITES_MISSING"], "full": ["COURSE_FULL"], "unseen": ["NOT_FOUND"], "own": ["OWN_COURSE"],
        "twice": ["ALREADY_ENROLLED"],
    }  # fmt: skip
    assert "First things" in refused["needs"]["errors"][0]["message"]
    assert await world.count(models.CourseEnrollment) == 1


async def test_seats_are_never_oversold(as_teacher: Client) -> None:
    course = await school.course(as_teacher, max_enrollments=SEATS)
    people = [await world.person(f"racer-{number}") for number in range(RACERS)]

    came = await race.race(
        *(lambda each=each: enrolling.enroll(viewer=each.viewer, course_id=course.pk) for each in people)
    )

    assert sum(isinstance(each, models.CourseEnrollment) for each in came) == SEATS
    assert {type(each).__name__ for each in came} == {"CourseEnrollment", "CourseFull"}
    assert await world.count(models.CourseEnrollment, course=course) == SEATS
    assert await world.count(models.TaughtCourse, pk=course.pk, enrollment_count=SEATS) == 1


async def test_leaving_frees_the_seat_and_keeps_what_was_done(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, max_enrollments=1)
    first, _ = await school.lessons_of(course)
    await enroll(as_student, course)
    await complete(as_student, first)

    await as_student.run("LeaveCourse", input={"courseId": world.id_of(course)})

    assert await world.count(models.TaughtCourse, pk=course.pk, enrollment_count=0) == 1
    assert codes(await complete(as_student, first)) == ["NOT_ENROLLED"]
    assert (await enroll(as_student, course))["enrollment"]["progressPercentage"] == 50.0


async def test_lessons_are_for_who_takes_the_course(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await school.exercise(lesson)
    await enroll(as_student, course)

    seen = {
        name: (await who.run("TaughtCourse", id=world.id_of(course)))["course"]["lessons"][0]
        for name, who in (("student", as_student), ("teacher", as_teacher), ("stranger", as_stranger))
    }

    assert {name: lesson["content"] for name, lesson in seen.items()} == {
        "student": "*Words*", "teacher": "*Words*", "stranger": None,
    }  # fmt: skip
    assert [len(lesson["exercises"]) for lesson in seen.values()] == [1, 1, 0]
    assert codes(await complete(as_stranger, lesson)) == ["NOT_ENROLLED"]


async def test_a_block_ends_what_a_learner_sees(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    exercise = await school.exercise(lesson)
    await enroll(as_student, course)

    await world.relate(as_teacher, as_student, "blocked")

    assert (await as_student.run("TaughtCourse", id=world.id_of(course)))["course"] is None
    assert codes(await complete(as_student, lesson)) == ["NOT_FOUND"]
    assert codes(await submit(as_student, exercise, {"text": "Because."})) == ["NOT_FOUND"]


async def test_choices_are_graded_at_once_and_attempts_are_counted(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    solution = {"answers": [[0], [1]]}
    exercise = await school.exercise(lesson, "multiple_choice", content=CHOICES, solution=solution, attempts_allowed=6)
    await enroll(as_student, course)

    for _ in range(5):
        half = await submit(as_student, exercise, {"answers": [[0], [0]]})
    sixth = await submit(as_student, exercise, {"answers": [[0], [1]]})
    seventh = await submit(as_student, exercise, {"answers": [[0], [1]]})

    assert (half["submission"]["score"], half["submission"]["passedAt"]) == (50.0, None)
    assert (sixth["submission"]["attemptNumber"], sixth["submission"]["score"]) == (6, 100.0)
    assert codes(seventh) == ["ATTEMPTS_USED_UP"]
    assert await world.count(models.ExerciseSubmission) == 6
    assert (await school.totals(as_student))["exercises_completed"] == 1


async def test_an_attempt_whose_time_ran_out_is_used_up(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    exercise = await school.exercise(lesson, time_limit_minutes=10, attempts_allowed=1)
    await enroll(as_student, course)
    input = {"exerciseId": world.id_of(exercise)}

    unbegun = await submit(as_student, exercise, {"text": "Because."})
    with clock.at(clock.now() - timedelta(minutes=11)):
        await as_student.run("StartLessonExercise", input=input)
    late = await submit(as_student, exercise, {"text": "Because."})
    again = (await as_student.run("StartLessonExercise", input=input))["startLessonExercise"]

    assert codes(unbegun) == ["EXERCISE_NOT_STARTED"]
    assert codes(late) == ["TIME_LIMIT_EXCEEDED"]
    assert codes(again) == ["ATTEMPTS_USED_UP"]
    assert await world.count(models.ExerciseSubmission, score=0.0, submission_data={}) == 1


async def test_a_teacher_grades_their_own_courses_only(
    as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    exercise = await school.exercise(lesson)
    await enroll(as_student, course)
    submission = (await submit(as_student, exercise, {"text": "Because."}))["submission"]
    other = await world.person("other", role="teacher", is_approved=True)

    async def grade(who: Client, score: float) -> list[str]:
        input = {"submissionId": submission["id"], "score": score, "feedback": "Good."}
        return codes((await who.run("GradeSubmission", input=input))["gradeSubmission"])

    assert await grade(other, 80) == ["NOT_FOUND"]
    assert await grade(as_student, 100) == ["FORBIDDEN"]
    assert await grade(as_teacher, 101) == ["SCORE_OUT_OF_RANGE"]
    assert await grade(as_teacher, -1) == ["SCORE_OUT_OF_RANGE"]
    assert await world.count(models.ExerciseSubmission, graded_at__isnull=False) == 0
    assert await grade(as_teacher, 80) == []
    assert (await school.totals(as_student))["average"] == 80.0


async def test_progress_is_told_to_the_learner_and_the_teacher(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await enroll(as_student, course)
    heard = {"course": world.id_of(course)}

    async with (
        live.subscribed(gateway, "CourseProgress", as_student, **heard) as student,
        live.subscribed(gateway, "CourseProgress", as_teacher, **heard) as teacher,
        live.subscribed(gateway, "CourseProgress", as_stranger, **heard) as stranger,
    ):
        for hearer in (student, teacher, stranger):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await complete(as_student, lesson)

        for hearer in (student, teacher):
            assert (await hearer.event())["completion"]["lesson"]["title"] == "Lesson 1"
            told = (await hearer.event())["enrollment"]
            assert told == {"progressPercentage": 100.0, "completed": True, "student": {"username": "student"}}
        assert await stranger.is_silent()


async def test_the_feed_tells_what_a_learner_does(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    await enroll(as_student, course)
    await complete(as_student, lesson)

    told = world.nodes((await as_teacher.run("ActivityFeed"))["activityFeed"])

    assert [each["activityType"] for each in told] == ["COMPLETED_COURSE", "COMPLETED_LESSON", "STARTED_COURSE"]
    assert [each["reference"]["__typename"] for each in told] == ["TaughtCourse", "Lesson", "TaughtCourse"]


async def test_an_account_that_leaves_frees_its_seats(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, max_enrollments=1)
    await enroll(as_student, course)
    viewed = await as_student.run("RecordCourseView", input={"courseId": world.id_of(course)})
    assert viewed["recordCourseView"]["course"]["viewCount"] == 1

    await sync_to_async(as_student.user.delete)()

    assert await world.count(models.TaughtCourse, pk=course.pk, enrollment_count=0, view_count=0) == 1
    assert await world.count(models.CourseEnrollment) == 0


async def test_lists_take_as_many_statements_for_nine_as_for_two(as_student: Client, as_teacher: Client) -> None:
    two = await school.course(as_teacher, lessons=2)
    nine = await school.course(as_teacher, "Nine", lessons=9)
    for course in (two, nine):
        await enroll(as_student, course)
        for lesson in await school.lessons_of(course):
            await school.exercise(lesson)

    counts = []
    for course in (two, nine):
        await as_student.run("TaughtCourse", id=world.id_of(course))
        counts.append(len(as_student.statements))
    await as_student.run("Enrollments")

    assert [*counts, len(as_student.statements)] == [1, 1, 1]


async def test_nothing_is_announced_of_a_refusal(as_stranger: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    before = await school.announced()

    await complete(as_stranger, lesson)

    assert await school.announced() == before
