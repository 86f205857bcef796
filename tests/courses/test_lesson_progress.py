"""When other lessons count than before, the progress of everybody who takes the course follows."""

import asyncio
from functools import partial
from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.services import completing, lessons
from domains.kit.counts import stored_values
from tests.courses import school
from tests.courses.test_lessons import refused, run
from tests.support import live, race, world
from tests.support.client import Client


async def taken(learner: Client, course: models.TaughtCourse, *done: models.Lesson) -> None:
    """Let somebody take a course, and complete some of its lessons."""
    await run(learner, "Enroll", courseId=world.id_of(course))
    for lesson in done:
        await run(learner, "CompleteLesson", lessonId=world.id_of(lesson))


async def standing(learner: Client) -> tuple[float, bool, int]:
    """Return how far somebody is, whether they are done, and how many courses they have completed in all."""
    enrollment = await models.CourseEnrollment.objects.aget(student=learner.user)
    completed = (await school.totals(learner))["courses_completed"]
    return round(enrollment.progress_percentage, 2), enrollment.completed, completed


@sync_to_async
def wrong() -> int:
    """Return how many stored values are not what they follow from."""
    return sum(stored.wrong().count() for stored in stored_values())


async def feed_of(who: Client) -> list[Any]:
    """Return what the feed tells of somebody."""
    told = world.nodes((await who.run("ActivityFeed"))["activityFeed"])
    return [each["activityType"] for each in told if each["activityType"] == "COMPLETED_COURSE"]


async def test_a_new_mandatory_lesson_is_still_to_be_done(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=3)
    await taken(as_student, course, *(await school.lessons_of(course))[:1])

    await run(as_teacher, "CreateLesson", courseId=world.id_of(course), title="One more")
    await run(as_teacher, "CreateLesson", courseId=world.id_of(course), title="If you like", isMandatory=False)

    assert await standing(as_student) == (25.0, False, 0)
    assert await wrong() == 0


async def test_who_completed_the_course_stays_completed(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    await taken(as_student, course, *(await school.lessons_of(course)))
    ended = await models.CourseEnrollment.objects.aget()

    payload = await run(as_teacher, "CreateLesson", courseId=world.id_of(course), title="One more")
    lowered = await standing(as_student)
    await run(as_teacher, "DeleteLesson", lessonId=payload["lesson"]["id"])

    assert lowered == (50.0, True, 1)
    assert await standing(as_student) == (100.0, True, 1)
    assert (await models.CourseEnrollment.objects.aget()).completion_date == ended.completion_date
    assert await feed_of(as_teacher) == ["COMPLETED_COURSE"]


async def test_whom_a_deletion_completes_is_completed(
    as_teacher: Client, as_student: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher, lessons=3)
    first, second, third = await school.lessons_of(course)
    await taken(as_student, course, first, second)
    await taken(as_stranger, course, first)

    await run(as_teacher, "DeleteLesson", lessonId=world.id_of(third))

    assert await standing(as_student) == (100.0, True, 1)
    assert await standing(as_stranger) == (50.0, False, 0)
    assert await feed_of(as_teacher) == ["COMPLETED_COURSE"]
    assert await wrong() == 0


async def test_what_is_made_optional_counts_no_longer(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=3)
    first, second, third = await school.lessons_of(course)
    await taken(as_student, course, first)

    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(second), isMandatory=False)
    halfway = await standing(as_student)
    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(first), isMandatory=False)
    nothing = await standing(as_student)
    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(first), isMandatory=True)
    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(third), isMandatory=False)

    assert (halfway, nothing) == ((50.0, False, 0), (0.0, False, 0))
    assert await standing(as_student) == (100.0, True, 1)


async def test_learners_hear_that_other_lessons_count(
    gateway: str, as_teacher: Client, as_student: Client, as_stranger: Client
) -> None:
    course = await school.course(as_teacher, lessons=2)
    first, second = await school.lessons_of(course)
    await taken(as_student, course, first)
    heard = {"course": world.id_of(course)}

    async with (
        live.subscribed(gateway, "CourseProgress", as_student, **heard) as student,
        live.subscribed(gateway, "CourseProgress", as_stranger, **heard) as stranger,
    ):
        for hearer in (student, stranger):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await run(as_teacher, "DeleteLesson", lessonId=world.id_of(second))

        for hearer in (student, stranger):
            assert (await hearer.event())["__typename"] == "CourseChanged"
        told = (await student.event())["enrollment"]
        assert told == {"progressPercentage": 100.0, "completed": True, "student": {"username": "student"}}
        assert await stranger.is_silent()


async def test_a_refusal_moves_nobody(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=2)
    first, second = await school.lessons_of(course)
    await taken(as_student, course, first)
    await run(as_teacher, "UpdateLesson", lessonId=world.id_of(first), isMandatory=False)

    payload = await run(as_teacher, "UpdateLesson", lessonId=world.id_of(second), isMandatory=False)

    assert refused(payload) == [("COURSE_HAS_NO_LESSONS", "input.isMandatory")]
    assert await standing(as_student) == (0.0, False, 0)


async def test_the_last_lesson_is_completed_while_another_is_added(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    learners = await asyncio.gather(*(world.person(f"learner-{number}") for number in range(4)))
    for learner in learners:
        await run(learner, "Enroll", courseId=world.id_of(course))

    came = await race.race(
        *(lambda each=each: completing.complete_lesson(viewer=each.viewer, lesson_id=lesson.pk) for each in learners),
        lambda: lessons.create_lesson(viewer=as_teacher.viewer, course_id=course.pk, values={"title": "More"}),
    )

    assert not [each for each in came if isinstance(each, BaseException)]
    assert await world.count(models.CourseEnrollment, progress_percentage=50.0) == 4
    assert await wrong() == 0


async def test_a_lesson_is_deleted_or_completed_but_not_both(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher, lessons=6)
    await taken(as_student, course)

    for lesson in (await school.lessons_of(course))[:5]:
        done, deleted = await race.race(
            partial(completing.complete_lesson, viewer=as_student.viewer, lesson_id=lesson.pk),
            partial(lessons.delete_lesson, viewer=as_teacher.viewer, lesson_id=lesson.pk),
        )
        ended = {type(done).__name__, type(deleted).__name__}
        assert ended in ({"LessonCompletion", "CourseHasLearners"}, {"NotFound", "TaughtCourse"})

    assert await wrong() == 0


async def test_what_a_change_costs_does_not_grow_with_who_only_takes_part(as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    named = world.id_of(lesson)
    await run(as_teacher, "CreateLesson", courseId=world.id_of(course), title="Another")
    counts = []
    for learners in (range(2), range(2, 9)):
        for number in learners:
            await run(await world.person(f"learner-{number}"), "Enroll", courseId=world.id_of(course))
        await run(as_teacher, "UpdateLesson", lessonId=named, isMandatory=False)
        counts.append(len(as_teacher.statements))
        await run(as_teacher, "UpdateLesson", lessonId=named, isMandatory=True)

    assert counts[0] == counts[1]
