"""An account that is deleted while somebody works, or is graded: one waits for the other, and none for ever."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from domains.courses import models
from domains.courses.services import completing, enrolling, practising
from domains.courses.services.grading import grade_submission
from domains.courses.services.locks import locked_course
from domains.courses.services.own_courses import exercise_in_locked_course
from domains.courses.services.owning import teacher
from domains.courses.services.teaching import update_course
from domains.courses.services.verdicts import record_exercise_result, record_review
from domains.users.services import delete_account
from tests.courses import school, workshop
from tests.support import world
from tests.support.client import Client
from tests.support.faults import looked_up
from tests.support.race import race

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
"""


async def while_it_is_deleted(person: Client, first: Callable[[], Any], then: Callable[[], Any]) -> list[Any]:
    """Do the one thing, delete the account until it waits for that, then do the other: in one transaction."""
    has_begun, waits = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def act() -> None:
        with transaction.atomic():
            first()
            loop.call_soon_threadsafe(has_begun.set)
            asyncio.run_coroutine_threadsafe(waits.wait(), loop).result(20)
            then()

    def delete() -> None:
        asyncio.run_coroutine_threadsafe(has_begun.wait(), loop).result(20)
        delete_account(viewer=person.viewer, password=world.PASSWORD)

    async def watch() -> None:
        while not await looked_up(WAITING):  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)
        waits.set()

    async with asyncio.timeout(40):
        watching = asyncio.create_task(watch())
        outcomes = await race(act, delete)
        await watching
        return outcomes


async def test_a_lesson_that_is_completed_meanwhile(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    lesson, _ = await school.lessons_of(course)
    await as_student.run("Enroll", input={"courseId": world.id_of(course)})

    outcomes = await while_it_is_deleted(
        as_student,
        partial(locked_course, as_student.viewer, course.pk),
        partial(completing.complete_lesson, viewer=as_student.viewer, lesson_id=lesson.pk),
    )

    assert outcomes == [None, None]
    assert await world.count(models.LessonCompletion) == await world.count(models.CourseEnrollment) == 0


async def test_a_course_that_is_entered_meanwhile(as_student: Client, as_teacher: Client) -> None:
    taken, course = await school.course(as_teacher, "Taken"), await school.course(as_teacher)
    await as_student.run("Enroll", input={"courseId": world.id_of(taken)})

    outcomes = await while_it_is_deleted(
        as_student,
        partial(locked_course, as_student.viewer, taken.pk),
        partial(enrolling.enroll, viewer=as_student.viewer, course_id=course.pk),
    )

    assert outcomes == [None, None]
    assert await world.count(models.TaughtCourse, enrollment_count=0) == 2


async def test_an_exercise_that_is_answered_meanwhile(as_student: Client) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    exercise = await workshop.exercise(module)

    outcomes = await while_it_is_deleted(
        as_student,
        partial(exercise_in_locked_course, as_student.viewer, exercise.pk),
        partial(practising.submit_exercise, viewer=as_student.viewer, exercise_id=exercise.pk, code="one"),
    )

    assert outcomes == [None, None]
    assert await world.count(models.CodingProgress) == await world.count(models.GeneratedCourse) == 0


async def test_an_answer_that_is_graded_by_a_program_meanwhile(as_student: Client) -> None:
    runner = await workshop.program()
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    await workshop.submit(as_student, await workshop.exercise(module), code="one")
    progress = await models.CodingProgress.objects.aget()

    outcomes = await while_it_is_deleted(
        as_student,
        partial(record_review, viewer=runner.viewer, module_id=module.pk, values={"overall_score": 9, "passed": True}),
        partial(
            record_exercise_result,
            viewer=runner.viewer, progress_id=progress.pk, attempt=1, passed=True, score=90,
        ),
    )  # fmt: skip

    assert outcomes == [None, None]
    assert await world.count(models.CodingProgress) == await world.count(models.ArchitectureReview) == 0


async def test_answers_that_are_forgotten_meanwhile(as_student: Client) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    for _ in range(2):
        await workshop.submit(as_student, await workshop.exercise(module), code="one")
    keys = [progress.pk async for progress in models.CodingProgress.objects.all()]
    first, second = (partial(practising.forget_progress, progress_ids=[key]) for key in keys)

    assert await while_it_is_deleted(as_student, first, second) == [None, None]


async def test_an_answer_that_a_teacher_grades_meanwhile(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    lesson, _ = await school.lessons_of(course)
    exercise = await school.exercise(lesson)
    await as_student.run("Enroll", input={"courseId": world.id_of(course)})
    answer = {"exerciseId": world.id_of(exercise), "data": {"text": "So."}}
    await as_student.run("SubmitLessonExercise", input=answer)
    submission = await models.ExerciseSubmission.objects.aget()
    grade = partial(grade_submission, viewer=as_teacher.viewer, submission_id=submission.pk)

    outcomes = await while_it_is_deleted(as_student, partial(grade, score=1), partial(grade, score=90))

    assert outcomes == [None, None]
    assert await world.count(models.ExerciseSubmission) == 0


async def test_prerequisites_that_are_set_meanwhile(as_teacher: Client) -> None:
    course, needed = await school.course(as_teacher), await school.course(as_teacher, "Needed")

    outcomes = await while_it_is_deleted(
        as_teacher,
        partial(teacher, as_teacher.viewer),
        partial(
            update_course,
            viewer=as_teacher.viewer, course_id=course.pk, values={"prerequisite_ids": [needed.pk]},
        ),
    )  # fmt: skip

    assert outcomes == [None, None]
    assert await world.count(models.TaughtCourse) == 0
