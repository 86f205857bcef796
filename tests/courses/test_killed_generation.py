"""The worker that makes a course is killed in the middle: the next one goes on with what is missing."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from domains.courses import models
from tests.courses import making
from tests.support import live, world
from tests.support.client import Client
from tests.support.processes import OWN, Worker

# So many, and so long, that no worker makes them before it is killed.
MODULES, SECTIONS, SOME, RUNS = 40, 60, 5, 2
# A worker starts, is found dead after seven seconds, and another one starts: on a busy machine.
PATIENCE_SECONDS = 150.0


def worker_of_this_database(folder: Path) -> Worker:
    """Return a worker, as a process of its own, on the database of the tests that run in this one."""
    same = {name: os.environ[name] for name in OWN & os.environ.keys()}
    database = str(settings.DATABASES["default"]["NAME"])
    return Worker(folder, **same, GATEWAY_TEST_DATABASE=database, DATA_DIR=str(settings.ENVIRONMENT.data_dir))


async def until(condition: Callable[[], Awaitable[Any]]) -> None:
    """Wait until the database says that something is so."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await condition():  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.01)


async def heard(gateway: str, learner: Client, course: models.GeneratedCourse, cursor: str | None) -> list[int | None]:
    """Return what was told since a cursor: the places of modules, and nothing for what became of the generation."""
    async with live.subscribed(gateway, "CourseGeneration", learner, course=world.id_of(course), after=cursor) as back:
        assert (await back.event())["__typename"] == "Checkpoint"
        # A module and how many there are, for each, and that a run began, for each.
        events = [await back.event() for _ in range(2 * MODULES + RUNS)]
        assert await back.is_silent()
    return [event["module"]["orderIndex"] if "module" in event else None for event in events]


async def test_no_module_is_lost_and_none_is_there_or_told_twice(
    gateway: str, as_student: Client, tmp_path: Path
) -> None:
    await making.blueprint(MODULES, sections=SECTIONS)
    await making.says(as_student)
    await making.asked(as_student)
    course = await making.course_of(as_student)
    worker = worker_of_this_database(tmp_path)
    await live.settled()
    async with live.subscribed(gateway, "CourseGeneration", as_student, course=world.id_of(course)) as student:
        assert (await student.event())["__typename"] == "Checkpoint"

    worker.start()
    try:
        await until(models.GeneratedModule.objects.filter(order_index=SOME).aexists)
        worker.kill()
        before = await world.count(models.GeneratedModule)
        worker.start()
        await until(models.CourseGeneration.objects.filter(status="complete").aexists)
    finally:
        worker.kill()

    generation = await models.CourseGeneration.objects.aget()
    assert SOME <= before < MODULES
    assert (generation.runs, generation.modules_done) == (RUNS, MODULES)
    assert await making.module_numbers(course) == [(number, number) for number in range(1, MODULES + 1)]
    assert await world.count(models.CodingExercise) == MODULES
    await live.settled()
    told = await heard(gateway, as_student, course, student.cursor)
    assert [place for place in told if place] == list(range(1, MODULES + 1))
