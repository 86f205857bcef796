"""The job that makes a course: it goes on with what is missing, and ends in any case."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from domains.courses import models
from domains.courses.services.generation import claiming, making
from domains.courses.services.generation.forgotten import end_forgotten_generations
from domains.courses.services.generation.running import run_generation
from domains.feed.models import Activity
from domains.kit import clock
from domains.users.services import delete_account
from tests.courses import making as story
from tests.courses import school, workshop
from tests.support import jobs, race, world
from tests.support.client import Client

MANY = 40


async def waiting(learner: Client, modules: int = 3) -> models.CourseGeneration:
    """Let a learner ask for a course, which nobody makes yet."""
    await story.blueprint(modules)
    await story.says(learner)
    await story.asked(learner)
    return await models.CourseGeneration.objects.aget(user=learner.user)


async def retried(learner: Client, generation: models.CourseGeneration) -> list[str]:
    """Try again, and return why that was refused."""
    course = await models.GeneratedCourse.objects.aget(pk=generation.course_id)
    payload = (await learner.run("RetryGeneration", input={"courseId": world.id_of(course)}))["retryGeneration"]
    return [error["code"] for error in payload["errors"]]


async def until(condition: Callable[[], Awaitable[Any]]) -> None:
    """Wait until the database says that something is so."""
    async with asyncio.timeout(30):
        while not await condition():  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.01)


@sync_to_async
def take_job() -> None:
    """Take the job away that waits, as if it had been lost."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


async def test_a_word_that_the_blueprint_came_to_need_fails_it_and_can_be_said(as_student: Client) -> None:
    generation = await waiting(as_student)
    second = await models.BlueprintModule.objects.aget(module_number=2)
    second.title_template = "{COLOUR}"
    await second.asave()

    await jobs.work()

    await generation.arefresh_from_db()
    assert (generation.status, generation.failure, generation.modules_done) == ("failed", "template", 1)
    assert await retried(as_student, generation) == ["VARIABLE_MISSING"]
    await story.says(as_student, **story.WORDS | {"colour": "red", "metric": "weight"})
    assert await retried(as_student, generation) == []
    await jobs.work()

    await generation.arefresh_from_db()
    assert (generation.status, generation.failure, generation.modules_done) == ("complete", None, 3)
    modules = models.GeneratedModule.objects.filter(course=generation.course_id).order_by("order_index")
    assert [module.title async for module in modules] == ["1: Sneaker", "red", "3: Sneaker"]
    # Its words are those of when it was asked for.
    assert [module.content["sections"][0]["heading"] async for module in modules] == ["Why price"] * 3
    assert await retried(as_student, generation) == ["GENERATION_NOT_FAILED"]


async def test_only_its_learner_tries_again(as_student: Client, as_stranger: Client, as_staff: Client) -> None:
    generation = await waiting(as_student)
    await models.CourseGeneration.objects.aupdate(status="failed", failure="interrupted")

    assert await retried(as_stranger, generation) == ["NOT_FOUND"]
    assert await retried(as_staff, generation) == ["NOT_FOUND"]
    assert await retried(world.anonymous(), generation) == ["UNAUTHENTICATED"]
    await models.GeneratedCourse.objects.aupdate(status="archived")
    assert await retried(as_student, generation) == ["COURSE_IS_ARCHIVED"]
    await models.GeneratedCourse.objects.aupdate(status="active")
    await story.asked(as_student)
    assert await retried(as_student, generation) == ["GENERATION_UNDER_WAY"]


async def test_a_worker_that_stops_gives_it_back(as_student: Client) -> None:
    generation = await waiting(as_student, MANY)

    running = asyncio.create_task(run_generation(generation.pk))
    await until(models.GeneratedModule.objects.filter(order_index=3).aexists)
    running.cancel()
    await asyncio.wait([running])

    await generation.arefresh_from_db()
    assert running.cancelled()
    assert (generation.status, generation.run, generation.runs) == ("waiting", None, 1)
    await jobs.work()
    await generation.arefresh_from_db()
    assert (generation.status, generation.runs, generation.modules_done) == ("complete", 2, MANY)
    course = await models.GeneratedCourse.objects.aget()
    assert await story.module_numbers(course) == [(number, number) for number in range(1, MANY + 1)]


async def test_of_two_runs_at_once_one_writes(as_student: Client) -> None:
    generation = await waiting(as_student, MANY)

    first = asyncio.create_task(run_generation(generation.pk))
    await until(models.GeneratedModule.objects.filter(order_index=3).aexists)
    await asyncio.gather(first, run_generation(generation.pk))

    await generation.arefresh_from_db()
    assert (generation.status, generation.runs, generation.modules_done) == ("complete", 2, MANY)
    assert await world.count(models.GeneratedModule) == await world.count(models.CodingExercise) == MANY
    assert await world.count(Activity, activity_type="started_course") == 1


async def test_a_run_whose_claim_is_lost_writes_nothing(as_student: Client) -> None:
    generation = await waiting(as_student)
    lost = await sync_to_async(claiming.claim)(generation_id=generation.pk)
    assert lost
    await jobs.work()
    before = await story.announced()

    columns = {"title": "Late", "content": {}}
    stored = await sync_to_async(making.add_module)(
        claim=lost, blueprint_module=lost.missing[0], columns=columns, exercises=[]
    )
    await sync_to_async(making.fail)(claim=lost, failure=models.GenerationFailure.MALFORMED)
    await sync_to_async(making.complete)(claim=lost)
    await sync_to_async(making.give_back)(generation_id=generation.pk)

    assert not stored
    await generation.arefresh_from_db()
    assert (generation.status, generation.modules_done) == ("complete", 3)
    assert await world.count(models.GeneratedModule) == 3
    assert await story.announced() == before


async def test_what_was_interrupted_five_times_has_failed(as_student: Client) -> None:
    generation = await waiting(as_student)
    await models.CourseGeneration.objects.aupdate(runs=claiming.MOST_RUNS, status="running")

    await jobs.work()

    await generation.arefresh_from_db()
    assert (generation.status, generation.failure) == ("failed", "interrupted")
    assert await retried(as_student, generation) == []
    await jobs.work()
    await generation.arefresh_from_db()
    assert (generation.status, generation.runs) == ("complete", 1)


async def test_a_generation_that_no_job_works_on_has_failed(as_student: Client) -> None:
    generation = await waiting(as_student)
    end = sync_to_async(end_forgotten_generations)

    with clock.at(clock.now() + timedelta(hours=1)):
        assert await end() == 0
    await take_job()
    assert await end() == 0
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert await end() == 1

    await generation.arefresh_from_db()
    assert (generation.status, generation.failure) == ("failed", "interrupted")
    assert await retried(as_student, generation) == []


async def test_a_module_is_unlocked_where_all_before_it_are_completed(as_student: Client) -> None:
    generation = await waiting(as_student)
    claim = await sync_to_async(claiming.claim)(generation_id=generation.pk)
    assert claim
    add, columns = sync_to_async(making.add_module), {"title": "A module", "content": {}}
    for module in claim.missing[:2]:
        await add(claim=claim, blueprint_module=module, columns=columns, exercises=[])
    await models.GeneratedModule.objects.aupdate(is_locked=False, is_completed=True, completed_at=clock.now())

    await add(claim=claim, blueprint_module=claim.missing[2], columns=columns, exercises=[])

    locked = models.GeneratedModule.objects.order_by("order_index").values_list("order_index", "is_locked")
    assert [each async for each in locked] == [(1, False), (2, False), (3, False)]
    await generation.arefresh_from_db()
    assert generation.status == "complete"


async def test_it_can_be_begun_anew_though_nothing_is_missing(as_student: Client) -> None:
    generation = await waiting(as_student)
    await jobs.work()
    await models.CourseGeneration.objects.aupdate(status="failed", failure="interrupted")

    assert await retried(as_student, generation) == []
    await jobs.work()

    await generation.arefresh_from_db()
    assert (generation.status, generation.modules_done, generation.modules_total) == ("complete", 3, 3)


async def test_progress_follows_a_blueprint_that_changed(as_student: Client) -> None:
    generation = await waiting(as_student)
    claim = await sync_to_async(claiming.claim)(generation_id=generation.pk)
    assert claim
    columns = {"title": "A module", "content": {}}
    for module in claim.missing[:2]:
        await sync_to_async(making.add_module)(claim=claim, blueprint_module=module, columns=columns, exercises=[])
    await sync_to_async(making.fail)(claim=claim, failure=models.GenerationFailure.MALFORMED)
    async for made in models.GeneratedModule.objects.order_by("order_index"):
        await workshop.complete(as_student, made)
    await claim.missing[2].adelete()

    assert await retried(as_student, generation) == []
    await jobs.work()

    course = await models.GeneratedCourse.objects.aget()
    assert (course.progress_percentage, course.status) == (100, "completed")
    assert (await school.totals(as_student))["courses_completed"] == 1
    kinds = ["started_course", "completed_course"]
    told = (
        Activity.objects.filter(activity_type__in=kinds).order_by("created_at").values_list("activity_type", flat=True)
    )
    assert [each async for each in told] == kinds


async def test_a_module_that_is_stored_again_is_stored_once(as_student: Client) -> None:
    generation = await waiting(as_student)
    claim = await sync_to_async(claiming.claim)(generation_id=generation.pk)
    assert claim
    add, columns = sync_to_async(making.add_module), {"title": "A module", "content": {}}

    # The database was lost while it said that it is stored.
    stored = [
        await add(claim=claim, blueprint_module=claim.missing[0], columns=columns, exercises=[]) for _ in range(2)
    ]

    assert stored == [True, True]
    await generation.arefresh_from_db()
    assert (generation.status, generation.modules_done) == ("running", 1)


async def test_an_account_that_leaves_takes_its_course_along(as_student: Client) -> None:
    generation = await waiting(as_student, MANY)
    running = asyncio.create_task(run_generation(generation.pk))
    await until(models.GeneratedModule.objects.filter(order_index=3).aexists)

    [outcome] = await race.race(lambda: delete_account(viewer=as_student.viewer, password=world.PASSWORD))
    await running

    assert outcome is None
    assert await world.count(models.Course) == await world.count(models.GeneratedModule) == 0
    await jobs.work()
    assert await ProcrastinateJob.objects.filter(status="failed").acount() == 0


async def test_what_counts_follows_once(as_student: Client) -> None:
    generation = await waiting(as_student)
    assert (await school.totals(as_student))["courses_enrolled"] == 0

    await jobs.work()
    await run_generation(generation.pk)

    assert (await school.totals(as_student))["courses_enrolled"] == 1
