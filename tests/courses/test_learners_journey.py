"""A learner's journey: from a few words of theirs to a course of their own that they have completed."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import fixtures, models
from domains.courses.rules.exercises import flaws_in
from tests.courses import blueprint, school, workshop
from tests.courses.journey import course_of, done, hears, is_quiet, joins, totals
from tests.courses.test_lesson_scores import wrong
from tests.support import jobs, live, world
from tests.support.client import Client
from tests.support.traces import refused

WORDS = {"entity_primary": "sneaker", "metric": "resale price", "container": "vault"}
# Each exercise, module and course that is passed or completed, what was begun, and a review.
TOLD = ["STARTED_COURSE", "PASSED_EXERCISE", "PASSED_REVIEW", "COMPLETED_MODULE", "COMPLETED_COURSE"]

Answers = dict[str, models.CodingExercise]


async def test_a_course_is_asked_for_made_and_completed(
    gateway: str, as_student: Client, as_teacher: Client, as_stranger: Client
) -> None:
    await sync_to_async(fixtures.load_shipped)()
    runner = await workshop.program()
    await done(as_stranger, "Follow", userId=world.id_of(as_student.user))
    async with live.subscribed(gateway, "ActivityFeedLive", as_stranger, scope="FOLLOWING") as follower:
        await joins(follower)
        await introduced(as_student)
        course = await made(gateway, as_student)
        answers = await answers_of(as_student)
        async with live.subscribed(gateway, "CourseProgress", as_student, course=course) as heard:
            await joins(heard)
            first, *others = (await course_of(as_student, "GeneratedCourse", course))["modules"]
            penalty = await began(as_student, runner, heard, first, answers)
            await reviewed(as_student, runner, first)
            await opened_the_second(as_student, heard, first, others)
            for module in others:
                await completed(as_student, runner, heard, module, answers)
            await shelved(as_student, heard, course, first)
        await told(as_stranger, follower, course, len(answers))
    await summed_up(as_student, as_teacher, course, answers, penalty)


async def introduced(student: Client) -> None:
    """Let a learner ask too early, then with a word missing, and say all their words in the end."""
    assert await refused(student, "GenerateCourse") == [("ARCHETYPE_MISSING", "")]
    await says(student, {key: word for key, word in WORDS.items() if key != "container"})
    assert await refused(student, "GenerateCourse") == [("VARIABLE_MISSING", "variables.container")]
    [why] = (await student.run("GenerateCourse", input={}))["generateCourse"]["errors"]
    assert "`container`" in why["message"]
    assert (await world.count(models.GeneratedCourse), await jobs.waiting()) == (0, [])
    await says(student, WORDS)


async def says(student: Client, words: dict[str, str]) -> None:
    """Let a learner say who they are, and their words."""
    variables = [{"key": key, "value": word} for key, word in words.items()]
    kind = {"metaCategory": "economic", "archetype": "builder", "domain": "sneakers"}
    await done(student, "SetArchetype", **kind, variables=variables)


async def made(gateway: str, student: Client) -> str:
    """Let a learner ask for a course, and hear module after module until all seven are there; return its id."""
    asked = await done(student, "GenerateCourse")
    assert (asked["title"], asked["generation"]["status"]) == ("The Sneakers Builder", "WAITING")
    course = str(asked["id"])
    await live.settled()
    async with live.subscribed(gateway, "CourseGeneration", student, course=course) as heard:
        await joins(heard)
        await jobs.work()
        events = await hears(heard, "GenerationChanged", *["ModuleGenerated", "GenerationChanged"] * 7)
        assert await is_quiet(heard)
    modules = [event["module"] for event in events if "module" in event]
    assert [(each["orderIndex"], each["isLocked"]) for each in modules] == [(place, place > 1) for place in range(1, 8)]
    whole = {"status": "COMPLETE", "failure": None, "modulesDone": 7, "modulesTotal": 7}
    assert events[-1]["generation"] == whole
    return course


@sync_to_async
def answers_of(student: Client) -> Answers:
    """Return the exercises of a learner, with their solutions, which no learner reads, by their ids."""
    rows = models.CodingExercise.objects.filter(module__course__user=student.user)
    return {world.id_of(row): row for row in rows}


async def began(
    student: Client, runner: Client, heard: live.Subscriber, module: dict[str, Any], answers: Answers
) -> int:
    """Let a learner pass the exercises of their first module, not all at once; return what a hint has cost them."""
    build, diagnosis, refactor = await exercises_of(student, module)
    penalty = await reveals(student, heard, diagnosis)
    await diagnoses(student, heard, diagnosis, answers, penalty)

    code = answers[build["id"]].solution_code
    failed, passed = [await runs(student, runner, heard, build, each) for each in (build["starterCode"], code)]
    assert [(each["status"], each["attempts"]) for each in (failed, passed)] == [("FAILED", 1), ("PASSED", 2)]
    assert (failed["score"] < passed["score"], passed["score"]) == (True, 100)

    early = await student.run("CompleteModule", input={"moduleId": module["id"]})
    [why] = early["completeModule"]["errors"]
    assert (why["code"], why["message"]) == ("EXERCISES_NOT_PASSED", f"Pass these first: {refactor['title']}.")
    await runs(student, runner, heard, refactor, answers[refactor["id"]].solution_code)
    return penalty


async def exercises_of(student: Client, module: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the exercises of a module that is open, as its learner sees them."""
    practice = (await student.run("ModulePractice", id=module["id"]))["node"]
    assert not practice["isLocked"]
    exercises: list[dict[str, Any]] = practice["exercises"]
    return exercises


async def reveals(student: Client, heard: live.Subscriber, exercise: dict[str, Any]) -> int:
    """Let a learner read the first hint, and return what it costs."""
    hint, *others = exercise["hints"]
    assert hint["text"] is None

    shown = await done(student, "RevealHint", exerciseId=exercise["id"], hintId=hint["id"])

    assert [each["text"] is not None for each in shown["hints"]] == [True, *[False] * len(others)]
    [event] = await hears(heard, "ExerciseProgressChanged")
    assert (event["progress"]["hintsRevealed"], event["progress"]["status"]) == ([hint["id"]], None)
    return int(hint["penalty"])


async def diagnoses(
    student: Client, heard: live.Subscriber, exercise: dict[str, Any], answers: Answers, penalty: int
) -> None:
    """Let a learner see a flaw where there is none, and then all that there are."""
    flawed = flawed_lines(answers[exercise["id"]])
    sound = next(line for line in range(1, 1_000) if line not in flawed)

    for lines, status, score in (([sound], "FAILED", 0), (flawed, "PASSED", 100 - penalty)):
        await done(student, "SubmitExercise", exerciseId=exercise["id"], lines=lines)
        [event] = await hears(heard, "ExerciseProgressChanged")
        assert (event["progress"]["status"], event["progress"]["score"]) == (status, score)


def flawed_lines(exercise: models.CodingExercise) -> list[int]:
    """Return all lines of a diagnosis in which there is a flaw."""
    return [line for flaw in flaws_in(exercise.flaws) for line in range(flaw.first, flaw.last + 1)]


async def runs(
    student: Client, runner: Client, heard: live.Subscriber, exercise: dict[str, Any], code: str
) -> dict[str, Any]:
    """Let a learner hand code in, and a program run its tests and say what it came to; return what is heard."""
    await done(student, "SubmitExercise", exerciseId=exercise["id"], code=code)
    [task] = await workshop.tasks(runner)
    assert (task["exerciseId"], task["submittedCode"]) == (exercise["id"], code)
    said = await asyncio.to_thread(blueprint.run, [[code, test["code"]] for test in task["tests"]])
    results = [
        {"name": test["name"], "passed": trouble is None, "message": trouble or ""}
        for test, trouble in zip(task["tests"], said, strict=True)
    ]
    good = said.count(None)
    result = {"passed": good == len(said), "score": 100 * good // len(said), "testResults": results}
    await done(runner, "RecordExerciseResult", taskId=task["id"], attempt=task["attempt"], **result)
    assert await workshop.tasks(runner) == []
    _, event = await hears(heard, *["ExerciseProgressChanged"] * 2)
    progress: dict[str, Any] = event["progress"]
    return progress


async def reviewed(student: Client, runner: Client, module: dict[str, Any]) -> None:
    """Let a program review the work in a module, and its learner read that."""
    remarks = {"overallScore": 85, "passed": True, "strengths": ["It reads well."]}
    await done(runner, "RecordReview", moduleId=module["id"], **remarks)

    [review] = world.nodes((await student.run("ModulePractice", id=module["id"]))["node"]["reviews"])
    assert {name: review[name] for name in remarks} == remarks


async def opened_the_second(
    student: Client, heard: live.Subscriber, first: dict[str, Any], others: list[dict[str, Any]]
) -> None:
    """Let a learner complete the first module: the second opens, and no other."""
    assert [each["content"] for each in others] == [None] * 6
    await done(student, "CompleteModule", moduleId=first["id"], timeSpentMinutes=90)

    done_with, opened, course = await hears(heard, "ModuleChanged", "ModuleChanged", "CourseChanged")
    assert (done_with["module"]["orderIndex"], done_with["module"]["isCompleted"]) == (1, True)
    assert (opened["module"]["orderIndex"], opened["module"]["isLocked"]) == (2, False)
    assert course["course"]["viewerProgress"] == 14.0
    assert await refused(student, "CompleteModule", moduleId=others[1]["id"]) == [("MODULE_LOCKED", "input.moduleId")]


async def completed(
    student: Client, runner: Client, heard: live.Subscriber, module: dict[str, Any], answers: Answers
) -> None:
    """Let a learner pass all exercises of a module, at the first attempt each, and complete it."""
    for exercise in await exercises_of(student, module):
        row = answers[exercise["id"]]
        if exercise["type"] == "DIAGNOSIS":
            await done(student, "SubmitExercise", exerciseId=exercise["id"], lines=flawed_lines(row))
            await hears(heard, "ExerciseProgressChanged")
        else:
            assert (await runs(student, runner, heard, exercise, row.solution_code))["status"] == "PASSED"
    await done(student, "CompleteModule", moduleId=module["id"])
    opens = 1 if module["orderIndex"] < 7 else 0
    *_, course = await hears(heard, *["ModuleChanged"] * (1 + opens), "CourseChanged")
    assert course["course"]["viewerProgress"] == 100 * module["orderIndex"] // 7


async def shelved(student: Client, heard: live.Subscriber, course: str, module: dict[str, Any]) -> None:
    """Let a learner put the completed course away, where nothing is done, and take it up again as it was."""
    assert (await done(student, "ArchiveCourse", courseId=course))["status"] == "ARCHIVED"
    assert await refused(student, "CompleteModule", moduleId=module["id"]) == [("COURSE_IS_ARCHIVED", "input.moduleId")]
    assert (await done(student, "RestoreCourse", courseId=course))["status"] == "COMPLETED"

    await hears(heard, "CourseChanged", "CourseChanged")
    assert await is_quiet(heard)


async def told(stranger: Client, follower: live.Subscriber, course: str, exercises: int) -> None:
    """Prove what somebody hears who follows the learner, live and in their feed: each step once, and of no failure."""
    number = dict(zip(TOLD, [1, exercises, 1, 7, 1], strict=True))
    events = [each["activity"] for each in await hears(follower, *["ActivityAdded"] * sum(number.values()))]
    assert await is_quiet(follower)
    kinds = [each["activityType"] for each in events]
    assert {kind: kinds.count(kind) for kind in TOLD} == number
    assert (kinds[0], kinds[-1]) == ("STARTED_COURSE", "COMPLETED_COURSE")
    card = {"__typename": "GeneratedCourse", "id": course, "title": "The Sneakers Builder"}
    assert all(each["reference"] == card for each in events)

    feed = world.nodes((await stranger.run("ActivityFeed", scope="FOLLOWING", first=100))["activityFeed"])
    assert [each["id"] for each in feed[::-1]] == [each["id"] for each in events]
    modules = [each["metadata"]["module"] for each in feed[::-1] if each["activityType"] == "COMPLETED_MODULE"]
    assert modules == [1, 2, 3, 4, 5, 6, 7]
    seen = await course_of(stranger, "GeneratedCourse", course)
    assert (seen["title"], seen["progressPercentage"], seen["modules"]) == (card["title"], 100, [])


async def summed_up(student: Client, teacher: Client, course: str, answers: Answers, penalty: int) -> None:
    """Prove that the course is completed once, beside a taught one that is only begun, and that all sums are right."""
    taught = world.id_of(await school.course(teacher))
    await done(student, "Enroll", courseId=taught)

    courses = world.nodes((await student.run("UserCourses", username="student"))["user"]["courses"])

    assert [(each["__typename"], each["id"], each["viewerProgress"]) for each in courses] == [
        ("TaughtCourse", taught, 0.0), ("GeneratedCourse", course, 100.0),
    ]  # fmt: skip
    mean = 100 - penalty / len(answers)
    *counts, average = await totals(student)
    assert counts == [2, 1, 7, len(answers)]
    assert average == pytest.approx(mean)
    assert await wrong() == []
