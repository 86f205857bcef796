"""A learner works on coding exercises: begins, hands in, asks for hints, and is graded by lines at once."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.models import CodingExerciseType
from domains.courses.rules.texts import CODE_LENGTH
from domains.kit import clock
from domains.kit.models import OutboxEntry
from tests.courses import school, workshop
from tests.courses.workshop import refusals
from tests.support import world
from tests.support.client import Client


async def begun(learner: Client, type: str = CodingExerciseType.BUILD, **values: object) -> models.CodingExercise:
    """Let a learner have a course with one exercise."""
    (module,) = await workshop.modules_of(await workshop.course(learner))
    return await workshop.exercise(module, type, **values)


async def test_an_answer_in_code_waits_for_its_runner(as_student: Client) -> None:
    exercise = await begun(as_student)

    first = await workshop.submit(as_student, exercise, code="a = 1")
    second = await workshop.submit(as_student, exercise, code="a = 2")

    assert (first["progress"]["status"], first["progress"]["attempts"]) == ("PENDING", 1)
    replaced = second["progress"]
    assert (replaced["submittedCode"], replaced["attempts"], replaced["score"]) == ("a = 2", 2, None)
    assert await world.count(models.CodingProgress) == 1
    assert (await school.totals(as_student))["exercises_completed"] == 0


@pytest.mark.parametrize(
    ("lines", "score", "status"),
    [
        ([2, 5], 100, "PASSED"),
        ([3, 2, 5, 5], 100, "PASSED"),
        # A line without a flaw costs half a share.
        ([2, 5, 6], 75, "PASSED"),
        ([2, 5, 1, 6], 50, "FAILED"),
        ([2], 50, "FAILED"),
        ([1, 4, 6], 0, "FAILED"),
    ],
)
async def test_a_diagnosis_is_graded_at_once(as_student: Client, lines: list[int], score: int, status: str) -> None:
    exercise = await begun(as_student, CodingExerciseType.DIAGNOSIS)

    graded = (await workshop.submit(as_student, exercise, lines=lines))["progress"]

    assert (graded["score"], graded["status"], graded["attempts"]) == (score, status, 1)
    assert graded["submittedCode"] == ", ".join(str(line) for line in sorted(set(lines)))
    totals = await school.totals(as_student)
    assert (totals["exercises_completed"], totals["average"]) == (int(status == "PASSED"), float(score))


async def test_a_hint_costs_its_penalty_once_and_decides_nothing(as_student: Client) -> None:
    exercise = await begun(as_student, CodingExerciseType.DIAGNOSIS)

    shown = [await workshop.reveal(as_student, exercise, hint) for hint in ("second", "second", "first")]
    graded = (await workshop.submit(as_student, exercise, lines=[2, 5, 6]))["progress"]

    assert [[hint["text"] is not None for hint in each["exercise"]["hints"]] for each in shown] == [
        [False, True], [False, True], [True, True],
    ]  # fmt: skip
    assert [hint["penalty"] for hint in shown[0]["exercise"]["hints"]] == [10, 25]
    assert (graded["hintsRevealed"], graded["status"], graded["score"]) == (["second", "first"], "PASSED", 40)


async def test_what_is_passed_stays_as_it_is(as_student: Client) -> None:
    exercise = await begun(as_student, CodingExerciseType.DIAGNOSIS)
    await workshop.reveal(as_student, exercise, "first")
    await workshop.submit(as_student, exercise, lines=[2, 5])

    refused = [
        await workshop.submit(as_student, exercise, lines=[1]),
        await workshop.start(as_student, exercise),
        await workshop.reveal(as_student, exercise, "second"),
    ]

    assert [refusals(each) for each in refused] == [[("ALREADY_PASSED", ["exerciseId"])]] * 3
    assert (await workshop.reveal(as_student, exercise, "first"))["errors"] == []
    assert await world.count(models.CodingProgress, attempts=1, score=90) == 1


async def test_a_time_limit_is_begun_and_kept(as_student: Client) -> None:
    exercise = await begun(as_student, time_limit_minutes=10)
    now = clock.now()

    unbegun = await workshop.submit(as_student, exercise, code="a = 1")
    with clock.at(now - timedelta(minutes=10, seconds=16)):
        await workshop.start(as_student, exercise)
    with clock.at(now):
        late = await workshop.submit(as_student, exercise, code="a = 1")
    with clock.at(now - timedelta(minutes=10, seconds=15)):
        await workshop.start(as_student, exercise)
    with clock.at(now):
        just = await workshop.submit(as_student, exercise, code="a = 1")
        again = await workshop.submit(as_student, exercise, code="a = 2")

    assert refusals(unbegun) == refusals(again) == [("EXERCISE_NOT_STARTED", ["exerciseId"])]
    assert refusals(late) == [("TIME_LIMIT_EXCEEDED", ["exerciseId"])]
    assert (just["progress"]["attempts"], just["progress"]["startedAt"]) == (1, None)


async def test_answers_that_are_none_are_refused_and_nothing_is_written(as_student: Client) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    build = await workshop.exercise(module)
    diagnosis = await workshop.exercise(module, CodingExerciseType.DIAGNOSIS)
    before = await sync_to_async(OutboxEntry.objects.count)()

    refused = [
        await workshop.submit(as_student, build),
        await workshop.submit(as_student, build, code=" \n"),
        await workshop.submit(as_student, build, code="x" * (CODE_LENGTH + 1)),
        await workshop.submit(as_student, build, lines=[1]),
        await workshop.submit(as_student, build, code="a", lines=[1]),
        await workshop.submit(as_student, diagnosis, code="a"),
        await workshop.submit(as_student, diagnosis, code="a", lines=[1]),
        await workshop.submit(as_student, diagnosis, lines=[]),
        await workshop.submit(as_student, diagnosis, lines=[0]),
        await workshop.submit(as_student, diagnosis, lines=[7]),
        await workshop.submit(as_student, diagnosis, lines=[1] * 501),
        await workshop.reveal(as_student, build, "third"),
    ]

    assert [refusals(each) for each in refused] == [
        [("REQUIRED", ["code"])], [("REQUIRED", ["code"])], [("TOO_LONG", ["code"])],
        [("INVALID", ["lines"])], [("INVALID", ["lines"])], [("INVALID", ["code"])], [("INVALID", ["code"])],
        [("REQUIRED", ["lines"])], [("INVALID", ["lines"])], [("INVALID", ["lines"])], [("INVALID", ["lines"])],
        [("NOT_FOUND", ["hintId"])],
    ]  # fmt: skip
    nul = {"exerciseId": world.id_of(build), "code": "a\0b"}
    assert "NUL" in (await as_student.answer("SubmitExercise", input=nul))["errors"][0]["message"]
    assert await world.count(models.CodingProgress) == 0
    assert await sync_to_async(OutboxEntry.objects.count)() == before


async def test_exercises_are_their_learners_alone(
    as_student: Client, as_stranger: Client, as_teacher: Client, as_staff: Client, as_anonymous: Client
) -> None:
    exercise = await begun(as_student)

    async def refused(who: Client) -> list[str]:
        payloads = [
            await workshop.submit(who, exercise, code="a"), await workshop.start(who, exercise),
            await workshop.reveal(who, exercise, "first"), await workshop.complete(who, await found(exercise)),
        ]  # fmt: skip
        return [code for payload in payloads for code, _ in refusals(payload)]

    found = sync_to_async(lambda exercise: exercise.module)
    for who in (as_stranger, as_teacher, await workshop.program()):
        assert await refused(who) == ["NOT_FOUND"] * 4
    assert await refused(as_staff) == ["FORBIDDEN"] * 4
    assert await refused(as_anonymous) == ["UNAUTHENTICATED"] * 4
    assert await world.count(models.CodingProgress) == 0


async def test_locked_modules_and_archived_courses_wait(as_student: Client) -> None:
    course = await workshop.course(as_student, modules=2)
    first, second = await workshop.modules_of(course)
    open, locked = await workshop.exercise(first), await workshop.exercise(second)

    early = await workshop.submit(as_student, locked, code="a")
    await sync_to_async(models.GeneratedCourse.objects.filter(pk=course.pk).update)(status="archived")
    late = [
        await workshop.submit(as_student, open, code="a"), await workshop.start(as_student, open),
        await workshop.reveal(as_student, open, "first"), await workshop.complete(as_student, first),
    ]  # fmt: skip

    assert refusals(early) == [("MODULE_LOCKED", ["exerciseId"])]
    assert [code for each in late for code, _ in refusals(each)] == ["COURSE_IS_ARCHIVED"] * 4
    assert await world.count(models.CodingProgress) == 0
    assert (await as_student.run("ModulePractice", id=world.id_of(second)))["node"]["exercises"] == []


async def test_exercises_take_as_many_statements_for_nine_as_for_two(as_student: Client) -> None:
    course = await workshop.course(as_student, modules=2)
    counts = []
    for module, number in zip(await workshop.modules_of(course), (2, 9), strict=True):
        await sync_to_async(models.GeneratedModule.objects.filter(pk=module.pk).update)(is_locked=False)
        for _ in range(number):
            await workshop.reveal(as_student, await workshop.exercise(module), "first")
        shown = (await as_student.run("ModulePractice", id=world.id_of(module)))["node"]["exercises"]
        assert [each["hints"][0]["text"] for each in shown] == [workshop.HINTS[0]["text"]] * number
        assert [each["viewerProgress"]["hintsRevealed"] for each in shown] == [["first"]] * number
        counts.append(len(as_student.statements))

    assert counts == [1, 1]
