"""Programs say what answers came to, and what they think of somebody's work: nobody else may, and each thing once."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.services import practising, verdicts
from domains.feed.models import Activity
from domains.kit.counts import stored_values
from domains.kit.errors import Refusal
from domains.kit.models import OutboxEntry
from tests.courses import school, workshop
from tests.courses.workshop import refusals
from tests.support import race, world
from tests.support.client import Client

TESTED = [{"name": "It adds up", "passed": False, "message": "2 is not 3"}]


async def handed_in(learner: Client, **values: Any) -> models.CodingExercise:
    """Let a learner have handed in an answer that waits for a runner."""
    (module,) = await workshop.modules_of(await workshop.course(learner))
    exercise = await workshop.exercise(module, **values)
    await workshop.submit(learner, exercise, code="def total(): return 3")
    return exercise


async def test_a_runner_finds_what_waits_and_says_what_it_came_to(as_student: Client) -> None:
    runner, exercise = await workshop.program(), await handed_in(as_student)
    await workshop.reveal(as_student, exercise, "first")

    (task,) = await workshop.tasks(runner)
    recorded = await workshop.record(
        runner, task, passed=True, score=75, executionTimeMs=12, memoryUsedMb=3.5, testResults=TESTED
    )

    (module,) = await workshop.modules_of(await models.GeneratedCourse.objects.aget())
    assert task | {"id": "", "submittedAt": ""} == {
        "id": "", "exerciseId": world.id_of(exercise), "exerciseType": "BUILD", "exerciseTitle": "Exercise 1",
        "moduleId": world.id_of(module), "attempt": 1, "submittedCode": "def total(): return 3",
        "tests": workshop.TESTS, "submittedAt": "",
    }  # fmt: skip
    assert recorded["errors"] == []
    told = recorded["progress"]
    assert (told["status"], told["score"], told["executionTimeMs"], told["memoryUsedMb"]) == ("PASSED", 65, 12, 3.5)
    assert told["testResults"] == TESTED
    assert await workshop.tasks(runner) == []
    totals = await school.totals(as_student)
    assert (totals["exercises_completed"], totals["average"]) == (1, 65.0)
    assert await sync_to_async(lambda: sum(stored.wrong().count() for stored in stored_values()))() == 0


async def test_the_same_result_again_does_no_harm_and_another_one_is_refused(as_student: Client) -> None:
    runner, exercise = await workshop.program(), await handed_in(as_student)
    (task,) = await workshop.tasks(runner)
    await workshop.record(runner, task, passed=False, score=40)
    # What is revealed since lowers no score that was said.
    await workshop.reveal(as_student, exercise, "second")
    announced = await sync_to_async(OutboxEntry.objects.count)()

    again = await workshop.record(runner, task, passed=False, score=40)
    others = [
        await workshop.record(runner, task, passed=True, score=40),
        await workshop.record(runner, task, passed=False, score=39),
        await workshop.record(runner, task, passed=False, score=40, executionTimeMs=1),
        await workshop.record(runner, task | {"attempt": 2}, passed=False, score=40),
    ]

    assert (again["errors"], again["progress"]["score"]) == ([], 40)
    assert [code for each in others for code, _ in refusals(each)] == ["EXERCISE_NOT_PENDING"] * 4
    assert await world.count(models.CodingProgress, status="failed", score=40) == 1
    assert await sync_to_async(OutboxEntry.objects.count)() == announced
    assert await workshop.tasks(runner) == []


async def test_a_new_answer_is_another_attempt(as_student: Client) -> None:
    runner, exercise = await workshop.program(), await handed_in(as_student)
    (old,) = await workshop.tasks(runner)

    await workshop.submit(as_student, exercise, code="def total(): return 4")
    late = await workshop.record(runner, old)
    (new,) = await workshop.tasks(runner)
    failed = await workshop.record(runner, new, passed=False, score=10)
    retried = await workshop.submit(as_student, exercise, code="def total(): return 5")

    assert refusals(late) == [("EXERCISE_NOT_PENDING", ["attempt"])]
    assert (new["id"], new["attempt"]) == (old["id"], 2)
    assert failed["progress"]["status"] == "FAILED"
    assert (retried["progress"]["status"], retried["progress"]["score"]) == ("PENDING", None)
    assert (await school.totals(as_student))["average"] == 0.0


async def test_what_was_never_handed_in_has_no_result(as_student: Client) -> None:
    runner = await workshop.program()
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    exercise = await workshop.exercise(module)
    await workshop.reveal(as_student, exercise, "first")
    progress = await models.CodingProgress.objects.aget()

    known = {"id": world.id_of(models.GradingTask(pk=progress.pk)), "attempt": 0}
    unknown = {"id": world.id_of(models.GradingTask(pk=world.NOBODY)), "attempt": 1}

    assert refusals(await workshop.record(runner, known)) == [("EXERCISE_NOT_PENDING", ["attempt"])]
    assert refusals(await workshop.record(runner, unknown)) == [("NOT_FOUND", ["taskId"])]
    assert refusals(await workshop.record(runner, known | {"id": world.id_of(progress)})) == [
        ("INVALID_ID", ["taskId"])
    ]


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"score": 101}, ("SCORE_OUT_OF_RANGE", ["score"])),
        ({"score": -1}, ("SCORE_OUT_OF_RANGE", ["score"])),
        ({"executionTimeMs": -1}, ("INVALID", ["executionTimeMs"])),
        ({"memoryUsedMb": -0.5}, ("INVALID", ["memoryUsedMb"])),
        ({"memoryUsedMb": 1e9}, ("INVALID", ["memoryUsedMb"])),
        ({"testResults": TESTED * 201}, ("INVALID", ["testResults"])),
        ({"testResults": [{"name": " ", "passed": True}]}, ("REQUIRED", ["testResults", "0", "name"])),
        ({"testResults": [*TESTED, {"name": "n" * 201, "passed": True}]}, ("TOO_LONG", ["testResults", "1", "name"])),
        (
            {"testResults": [{"name": "n", "passed": True, "message": "m" * 2_001}]},
            ("TOO_LONG", ["testResults", "0", "message"]),
        ),
        ({"testResults": [{"name": "n", "passed": True, "message": "m" * 2_000}] * 51}, ("TOO_LONG", ["testResults"])),
    ],
)
async def test_results_have_their_limits(as_student: Client, values: dict[str, Any], refused: Any) -> None:
    runner = await workshop.program()
    await handed_in(as_student)
    (task,) = await workshop.tasks(runner)

    assert refusals(await workshop.record(runner, task, **values)) == [refused]

    assert len(await workshop.tasks(runner)) == 1


async def test_only_programs_say_what_work_is_worth(
    as_student: Client, as_teacher: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await handed_in(as_student)
    (task,) = await workshop.tasks(await workshop.program())
    module = await models.GeneratedModule.objects.aget()

    for who in (as_student, as_teacher, as_staff, as_anonymous):
        code = "UNAUTHENTICATED" if who is as_anonymous else "FORBIDDEN"
        assert refusals(await workshop.record(who, task)) == [(code, [])]
        assert refusals(await workshop.review(who, module)) == [(code, [])]
        assert await workshop.tasks(who) == []

    assert await world.count(models.ArchitectureReview) == 0
    assert await world.count(models.CodingProgress, status="pending") == 1


async def test_a_review_is_its_learners_and_said_once(
    as_student: Client, as_stranger: Client, as_staff: Client
) -> None:
    reviewer, exercise = await workshop.program("reviewer"), await handed_in(as_student)
    module = await models.GeneratedModule.objects.aget()
    said = {"exerciseId": world.id_of(exercise), "tasteScore": 70, "strengths": ["Short."], "suggestions": ["Name it."]}

    first = await workshop.review(reviewer, module, **said)
    again = await workshop.review(reviewer, module, **said)
    worse = await workshop.review(reviewer, module, passed=False, overallScore=30)

    assert again["review"]["id"] == first["review"]["id"] != worse["review"]["id"]
    assert first["review"] | {"id": "", "reviewedAt": ""} == {
        "id": "", "overallScore": 80, "codeSenseScore": None, "efficiencyScore": None, "edgeCasesScore": None,
        "tasteScore": 70, "strengths": ["Short."], "weaknesses": [], "suggestions": ["Name it."], "passed": True,
        "reviewedAt": "",
    }  # fmt: skip
    for who, seen in ((as_student, 2), (as_staff, 2)):
        assert (await who.run("ModulePractice", id=world.id_of(module)))["node"]["reviews"]["totalCount"] == seen
    asked = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await as_stranger.ask(asked, None, {"id": first["review"]["id"]}))["data"] == {"node": None}


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"overallScore": 101}, ("SCORE_OUT_OF_RANGE", ["overallScore"])),
        ({"edgeCasesScore": -1}, ("SCORE_OUT_OF_RANGE", ["edgeCasesScore"])),
        ({"strengths": ["good"] * 21}, ("INVALID", ["strengths"])),
        ({"weaknesses": ["bad", " "]}, ("REQUIRED", ["weaknesses", "1"])),
        ({"suggestions": ["x" * 1_001]}, ("TOO_LONG", ["suggestions", "0"])),
    ],
)
async def test_reviews_have_their_limits(as_student: Client, values: dict[str, Any], refused: Any) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))

    assert refusals(await workshop.review(await workshop.program(), module, **values)) == [refused]

    assert await world.count(models.ArchitectureReview) == 0


async def test_a_review_is_of_an_exercise_of_its_module(as_student: Client) -> None:
    first, second = await workshop.modules_of(await workshop.course(as_student, modules=2))
    elsewhere = world.id_of(await workshop.exercise(second))
    nowhere = models.GeneratedModule(pk=world.NOBODY)
    reviewer = await workshop.program()

    assert refusals(await workshop.review(reviewer, first, exerciseId=elsewhere)) == [("NOT_FOUND", ["exerciseId"])]
    assert refusals(await workshop.review(reviewer, nowhere)) == [("NOT_FOUND", ["moduleId"])]


async def test_a_result_and_a_new_answer_at_once(as_student: Client) -> None:
    runner, exercise = await workshop.program(), await handed_in(as_student)
    progress = await models.CodingProgress.objects.aget()

    said, handed = await race.race(
        lambda: verdicts.record_exercise_result(
            viewer=runner.viewer, progress_id=progress.pk, attempt=1, passed=False, score=50
        ),
        lambda: practising.submit_exercise(viewer=as_student.viewer, exercise_id=exercise.pk, code="newer"),
    )

    # Whoever is first, the new answer stands at the end, and is graded by nobody's old result.
    assert isinstance(handed, models.CodingProgress)
    assert isinstance(said, models.CodingProgress) or (
        isinstance(said, Refusal) and said.code == "EXERCISE_NOT_PENDING"
    )
    stands = await models.CodingProgress.objects.aget()
    assert (stands.status, stands.attempts, stands.submitted_code, stands.score) == ("pending", 2, "newer", None)


async def test_tasks_take_as_many_statements_for_nine_as_for_two() -> None:
    runner = await workshop.program()
    counts = []
    for start, stop in ((0, 2), (2, 9)):
        for number in range(start, stop):
            await handed_in(await world.person(f"learner-{number}"))
        shown = await workshop.tasks(runner)
        assert len(shown) == stop
        assert [each["submittedAt"] for each in shown] == sorted(each["submittedAt"] for each in shown)
        counts.append(len(runner.statements))

    assert counts == [1, 1]
    assert await world.count(Activity) == 0
