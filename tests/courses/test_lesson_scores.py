"""The score of a completed lesson follows how its exercises were graded, and `reconcile` proves it."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command

from domains.courses import models
from domains.kit.counts import stored_values
from tests.courses import school
from tests.courses.test_learning import complete, enroll, submit
from tests.support import world
from tests.support.client import Client


@sync_to_async
def wrong() -> list[str]:
    """Return which stored values are not what they follow from."""
    return [str(stored) for stored in stored_values() if stored.wrong().exists()]


@sync_to_async
def score_of(lesson: models.Lesson) -> float | None:
    """Return the score of the one who completed the lesson."""
    return models.LessonCompletion.objects.get(lesson=lesson).score


async def test_a_score_follows_its_exercises(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    essay, other = await school.exercise(lesson), await school.exercise(lesson, title="Another", max_score=10)
    await enroll(as_student, course)

    async def grade(submission: dict[str, Any], score: float) -> None:
        await as_teacher.run("GradeSubmission", input={"submissionId": submission["id"], "score": score})

    first = (await submit(as_student, essay, {"text": "Because."}))["submission"]
    await complete(as_student, lesson)
    assert await score_of(lesson) is None

    await grade(first, 80)
    await grade((await submit(as_student, other, {"text": "Thus."}))["submission"], 5)
    assert await score_of(lesson) == 65.0

    await grade(first, 60)
    assert await score_of(lesson) == 55.0
    assert await wrong() == []


@pytest.mark.parametrize("stored", [1.0, None])
async def test_a_score_that_is_wrong_is_mended(as_student: Client, as_teacher: Client, stored: float | None) -> None:
    course = await school.course(as_teacher, lessons=2)
    graded, ungraded = await school.lessons_of(course)
    essay = await school.exercise(graded)
    await enroll(as_student, course)
    submission = (await submit(as_student, essay, {"text": "Because."}))["submission"]
    await as_teacher.run("GradeSubmission", input={"submissionId": submission["id"], "score": 80})
    for lesson in (graded, ungraded):
        await complete(as_student, lesson)

    await sync_to_async(models.LessonCompletion.objects.filter(lesson=graded).update)(score=stored)
    await sync_to_async(models.LessonCompletion.objects.filter(lesson=ungraded).update)(score=1.0)
    assert await wrong() == ["courses.LessonCompletion.score"]
    with pytest.raises(SystemExit):
        await sync_to_async(call_command)("reconcile")

    assert (await score_of(graded), await score_of(ungraded), await wrong()) == (80.0, None, [])
    assert await world.count(models.LessonCompletion) == 2
