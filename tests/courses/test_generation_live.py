"""How a generation goes on is told to its learner and staff, once, and to nobody else."""

from typing import Any

from tests.courses import making
from tests.support import jobs, live, world
from tests.support.client import Client


def told(event: dict[str, Any]) -> tuple[str, Any]:
    """Return what an event says, in short."""
    if event["__typename"] == "ModuleGenerated":
        return "module", (event["module"]["orderIndex"], event["module"]["isLocked"])
    assert event["__typename"] == "GenerationChanged", event
    return event["generation"]["status"], event["generation"]["modulesDone"]


async def test_modules_are_told_as_they_come_and_so_is_the_end(
    gateway: str, as_student: Client, as_staff: Client
) -> None:
    await making.blueprint(2)
    await making.says(as_student)
    course = (await making.asked(as_student))["course"]["id"]
    await live.settled()

    async with (
        live.subscribed(gateway, "CourseGeneration", as_student, course=course) as student,
        live.subscribed(gateway, "CourseGeneration", as_staff, course=course) as staff,
    ):
        for hearer in (student, staff):
            assert (await hearer.event())["__typename"] == "Checkpoint"
        await jobs.work()
        heard = [[await hearer.event() for _ in range(5)] for hearer in (student, staff)]
        assert await student.is_silent()

    kinds = [[told(event) for event in events] for events in heard]
    # What a generation is like is read when it is told: it may have gone on since.
    names = ["RUNNING", "module", "RUNNING", "module", "COMPLETE"]
    for each in kinds:
        assert [event for event in each if event[0] == "module"] == [
            ("module", (1, False)), ("module", (2, True)),
        ]  # fmt: skip
        assert [now in {then, "COMPLETE"} for (now, _), then in zip(each, names, strict=True)] == [True] * 5
        assert each[-1] == ("COMPLETE", 2)


async def test_who_comes_back_misses_nothing_and_hears_nothing_twice(gateway: str, as_student: Client) -> None:
    await making.blueprint(2)
    await making.says(as_student)
    course = (await making.asked(as_student))["course"]["id"]
    await live.settled()
    async with live.subscribed(gateway, "CourseGeneration", as_student, course=course) as student:
        assert (await student.event())["__typename"] == "Checkpoint"
    await jobs.work()
    await live.settled()

    async with live.subscribed(gateway, "CourseGeneration", as_student, course=course, after=student.cursor) as back:
        assert (await back.event())["__typename"] == "Checkpoint"
        first = [told(await back.event()) for _ in range(2)]
    async with live.subscribed(gateway, "CourseGeneration", as_student, course=course, after=back.cursor) as again:
        assert (await again.event())["__typename"] == "Checkpoint"
        rest = [told(await again.event()) for _ in range(3)]
        assert await again.is_silent()

    modules = [("module", (1, False)), ("module", (2, True))]
    assert [first, rest] == [[("COMPLETE", 2), modules[0]], [("COMPLETE", 2), modules[1], ("COMPLETE", 2)]]


async def test_nobody_else_hears_of_it(gateway: str, as_student: Client, as_stranger: Client) -> None:
    await making.blueprint(1)
    await making.says(as_student)
    course = world.id_of(await making.generated(as_student))
    # The card they see.
    assert (await as_stranger.run("Course", id=course))["course"] is not None

    for other in (as_stranger, None):
        async with live.subscribed(gateway, "CourseGeneration", other, course=course) as refused:
            assert await refused.refusal() == "NOT_FOUND"
