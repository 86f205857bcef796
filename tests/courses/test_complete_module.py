"""A learner completes modules: the next one opens, and the last one completes the course, once."""

from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.models import CodingExerciseType
from domains.courses.services import modules
from domains.feed.models import Activity
from domains.kit.counts import stored_values
from domains.kit.models import OutboxEntry
from tests.courses import school, workshop
from tests.courses.workshop import refusals
from tests.support import live, race, world
from tests.support.client import Client


async def stands(who: Client, module: models.GeneratedModule) -> dict[str, Any]:
    """Return how a module stands."""
    found: dict[str, Any] = (await who.run("ModulePractice", id=world.id_of(module)))["node"]
    return found


async def test_the_last_module_completes_the_course_once(as_student: Client) -> None:
    course = await workshop.course(as_student, modules=3)
    first, second, third = await workshop.modules_of(course)

    begun = await workshop.complete(as_student, first, timeSpentMinutes=30)
    opened = [(await stands(as_student, each))["isLocked"] for each in (second, third)]
    halfway = await as_student.run("Course", id=world.id_of(course))
    again = await workshop.complete(as_student, first, timeSpentMinutes=99)
    await workshop.complete(as_student, second)
    await workshop.complete(as_student, third)
    repeated = await workshop.complete(as_student, third)

    assert again == begun
    assert (begun["completion"]["timeSpentMinutes"], begun["completion"]["finalScore"]) == (30, None)
    assert opened == [False, True]
    assert (halfway["course"]["progressPercentage"], halfway["course"]["status"]) == (33, "ACTIVE")
    ended = (await as_student.run("Course", id=world.id_of(course)))["course"]
    assert (ended["progressPercentage"], ended["status"]) == (100, "COMPLETED")
    assert ended["completionDate"] is not None
    assert repeated["errors"] == []
    assert await world.count(Activity, activity_type="completed_course") == 1
    assert await school.totals(as_student) == {
        "courses_enrolled": 1, "courses_completed": 1, "lessons_completed": 3, "exercises_completed": 0, "average": 0.0,
    }  # fmt: skip
    assert await sync_to_async(lambda: sum(stored.wrong().count() for stored in stored_values()))() == 0


async def test_a_module_is_worth_the_mean_of_its_exercises_by_their_points(as_student: Client) -> None:
    runner = await workshop.program()
    (module,) = await workshop.modules_of(await workshop.course(as_student))
    build = await workshop.exercise(module, points=300)
    diagnosis = await workshop.exercise(module, CodingExerciseType.DIAGNOSIS, points=100)
    await workshop.reveal(as_student, build, "first")

    early = await workshop.complete(as_student, module)
    await workshop.solve(as_student, runner, build, score=90)
    half = await workshop.complete(as_student, module)
    await workshop.submit(as_student, diagnosis, lines=[2, 5])
    done = await workshop.complete(as_student, module)

    assert refusals(early) == refusals(half) == [("EXERCISES_NOT_PASSED", ["moduleId"])]
    assert "Exercise 1, Exercise 2" in early["errors"][0]["message"]
    assert "Exercise 1" not in half["errors"][0]["message"]
    # Eighty counts three times, a hundred once.
    assert done["completion"]["finalScore"] == 85
    assert (await stands(as_student, module))["viewerCompletion"]["finalScore"] == 85


async def test_what_is_refused_changes_nothing(as_student: Client) -> None:
    _, second = await workshop.modules_of(await workshop.course(as_student, modules=2))
    before = await sync_to_async(OutboxEntry.objects.count)()

    assert refusals(await workshop.complete(as_student, second)) == [("MODULE_LOCKED", ["moduleId"])]
    for minutes in (-1, 10_081):
        refused = await workshop.complete(as_student, second, timeSpentMinutes=minutes)
        assert refusals(refused) == [("INVALID", ["timeSpentMinutes"])]

    assert await world.count(models.ModuleCompletion) == 0
    assert await sync_to_async(OutboxEntry.objects.count)() == before


async def test_modules_that_are_still_being_made_count(as_student: Client) -> None:
    course = await workshop.course(as_student)
    (module,) = await workshop.modules_of(course)
    await models.CourseGeneration.objects.filter(course=course).aupdate(modules_total=7, modules_done=1)

    await workshop.complete(as_student, module)

    assert await world.count(models.GeneratedCourse, progress_percentage=14, status="active") == 1


async def test_two_who_complete_the_last_module_at_once_complete_one_course(as_student: Client) -> None:
    (module,) = await workshop.modules_of(await workshop.course(as_student))

    done = await race.race(
        *[lambda: modules.complete_module(viewer=as_student.viewer, module_id=module.pk) for _ in range(2)]
    )

    assert len({each.pk for each in done}) == 1
    kinds = [each async for each in Activity.objects.order_by("activity_type").values_list("activity_type", flat=True)]
    assert kinds == ["completed_course", "completed_module"]
    assert (await school.totals(as_student))["lessons_completed"] == 1


async def test_the_feed_tells_what_a_learner_achieves(as_student: Client, as_stranger: Client) -> None:
    program = await workshop.program()
    course = await workshop.course(as_student)
    (module,) = await workshop.modules_of(course)
    await workshop.solve(as_student, program, await workshop.exercise(module), score=95)
    await workshop.complete(as_student, module)
    await workshop.review(program, module, passed=False, overallScore=20)
    await workshop.review(program, module, overallScore=88)

    told = world.nodes((await as_stranger.run("ActivityFeed"))["activityFeed"])

    assert [(each["activityType"], each["metadata"]) for each in told] == [
        ("PASSED_REVIEW", {"module": 1, "score": 88}), ("COMPLETED_COURSE", {}),
        ("COMPLETED_MODULE", {"module": 1, "score": 95}), ("PASSED_EXERCISE", {"score": 95}),
    ]  # fmt: skip
    assert {each["reference"]["__typename"] for each in told} == {"GeneratedCourse"}


async def test_nobody_hears_of_a_learner_who_hides_what_they_do(as_stranger: Client) -> None:
    shy = await world.person("shy", show_activity=False)
    (module,) = await workshop.modules_of(await workshop.course(shy))
    await workshop.complete(shy, module)

    assert world.nodes((await as_stranger.run("ActivityFeed"))["activityFeed"]) == []
    assert len(world.nodes((await shy.run("ActivityFeed", scope="MINE"))["activityFeed"])) == 2


async def test_progress_is_told_to_its_learner_and_staff(
    gateway: str, as_student: Client, as_staff: Client, as_stranger: Client
) -> None:
    runner = await workshop.program()
    course = await workshop.course(as_student, modules=2)
    first, _ = await workshop.modules_of(course)
    exercise = await workshop.exercise(first)
    heard = {"course": world.id_of(course)}

    async with (
        live.subscribed(gateway, "CourseProgress", as_student, **heard) as student,
        live.subscribed(gateway, "CourseProgress", as_staff, **heard) as staff,
        live.subscribed(gateway, "CourseProgress", as_stranger, **heard) as stranger,
    ):
        for hearer in (student, staff, stranger):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await workshop.reveal(as_student, exercise, "first")
        await workshop.solve(as_student, runner, exercise)
        await workshop.complete(as_student, first)

        for hearer in (student, staff):
            told = [await hearer.event() for _ in range(6)]
            assert [each["progress"]["status"] for each in told[:3]] == [None, "PENDING", "PASSED"]
            assert [each["progress"]["score"] for each in told[:3]] == [None, None, 90]
            assert [(each["module"]["isCompleted"], each["module"]["isLocked"]) for each in told[3:5]] == [
                (True, False), (False, False),
            ]  # fmt: skip
            assert told[5]["course"]["title"] == "The Sneaker Architect"
        # Others see the card, and hear of it alone.
        assert (await stranger.event())["__typename"] == "CourseChanged"
        assert await stranger.is_silent()
