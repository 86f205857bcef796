"""Courses that require others: which those may be, and that no circle closes, not in a race either."""

from functools import partial
from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.services import teaching
from domains.kit.errors import Refusal
from tests.courses import school
from tests.support import race, world
from tests.support.client import Client
from tests.support.growth import costs_the_same
from tests.support.traces import refused

ROUNDS = 5


async def require(who: Client, course: models.TaughtCourse, *others: models.TaughtCourse) -> dict[str, Any]:
    """Let a course require others, and return the payload."""
    input = {"courseId": world.id_of(course), "prerequisiteIds": [world.id_of(each) for each in others]}
    payload: dict[str, Any] = (await who.run("UpdateCourse", input=input))["updateCourse"]
    return payload


def titles(payload: dict[str, Any]) -> list[str]:
    """Return what the course of a payload requires."""
    return [each["title"] for each in payload["course"]["prerequisites"]]


async def test_prerequisites_are_set_and_replaced(as_teacher: Client) -> None:
    first, second, third = [await school.course(as_teacher, title) for title in ("Sets", "Maps", "Lists")]
    ids = [world.id_of(each) for each in (first, second, first)]
    made = (await as_teacher.run("CreateCourse", input={"title": "Graphs", "prerequisiteIds": ids}))["createCourse"]
    course = await models.TaughtCourse.objects.aget(title="Graphs")

    assert titles(made) == ["Maps", "Sets"]
    assert titles(await require(as_teacher, course, third)) == ["Lists"]
    assert titles(await require(as_teacher, course)) == []


async def test_a_prerequisite_is_a_published_course_that_the_teacher_sees(
    as_teacher: Client, as_student: Client
) -> None:
    other = await world.person("other", role="teacher")
    blocker = await world.person("blocker", role="teacher")
    course, seen = await school.course(as_teacher), await school.course(other, "Seen")
    draft = await school.course(as_teacher, "Draft", is_published=False)
    theirs = await school.course(other, "Theirs", is_published=False)
    blocked = await school.course(blocker, "Blocked")
    await world.relate(blocker, as_teacher, "blocked")
    about = {"courseId": world.id_of(course)}

    for hidden in (draft, theirs, blocked):
        why = await refused(as_teacher, "UpdateCourse", **about, prerequisiteIds=[world.id_of(hidden)])
        assert why == [("NOT_FOUND", "input.prerequisiteIds")]
    broken = await refused(as_teacher, "UpdateCourse", **about, prerequisiteIds=[world.id_of(seen), "5"])
    assert broken == [("INVALID_ID", "input.prerequisiteIds.1")]
    missing = await refused(as_teacher, "UpdateCourse", **about, prerequisiteIds=None)
    assert missing == [("REQUIRED", "input.prerequisiteIds")]
    assert titles(await require(as_teacher, course, seen)) == ["Seen"]
    assert await refused(as_student, "UpdateCourse", **about, prerequisiteIds=[world.id_of(seen)]) == [
        ("NOT_A_TEACHER", "")
    ]


async def test_what_was_taken_back_may_stay(as_teacher: Client, as_stranger: Client) -> None:
    course, needed = await school.course(as_teacher), await school.course(as_teacher, "Sets")
    await require(as_teacher, course, needed)

    await as_teacher.run("UnpublishCourse", input={"courseId": world.id_of(needed)})

    assert titles(await require(as_teacher, course, needed)) == ["Sets"]
    assert (await as_stranger.run("Courses"))["courses"]["edges"][0]["node"]["prerequisites"] == []


async def test_a_course_requires_twenty_others_at_most(as_teacher: Client) -> None:
    course = await school.course(as_teacher)
    others = [await school.course(as_teacher, f"Course {number:02}", lessons=0) for number in range(22)]
    ids = [world.id_of(each) for each in others]

    for many in (21, 22):
        for verb, about in (("UpdateCourse", {"courseId": world.id_of(course)}), ("CreateCourse", {"title": "New"})):
            why = await refused(as_teacher, verb, **about, prerequisiteIds=ids[:many])
            assert why == [("INVALID", "input.prerequisiteIds")]
    assert len(titles(await require(as_teacher, course, *others[:20]))) == 20


async def test_no_circle_closes(as_teacher: Client) -> None:
    first, second, third = [await school.course(as_teacher, title) for title in ("One", "Two", "Three")]
    await require(as_teacher, second, first)
    await require(as_teacher, third, second)

    for closing in (first, second, third):
        about = {"courseId": world.id_of(first), "prerequisiteIds": [world.id_of(closing)]}
        why = await refused(as_teacher, "UpdateCourse", **about)
        assert why == [("PREREQUISITE_CYCLE", "input.prerequisiteIds")]


async def test_no_circle_closes_in_a_race(as_teacher: Client) -> None:
    for number in range(ROUNDS):
        keys = [(await school.course(as_teacher, f"{number}-{name}", lessons=0)).pk for name in "abc"]

        changes: list[dict[str, Any]] = [
            {"course_id": keys[place], "values": {"prerequisite_ids": [keys[place - 1]]}} for place in range(3)
        ]

        came = await race.race(*(partial(teaching.update_course, viewer=as_teacher.viewer, **each) for each in changes))

        assert sorted(each.code if isinstance(each, Refusal) else "DONE" for each in came) == [
            "DONE", "DONE", "PREREQUISITE_CYCLE",
        ]  # fmt: skip
    pairs = models.TaughtCourse.prerequisites.through.objects
    assert await sync_to_async(pairs.count)() == 2 * ROUNDS


async def test_a_prerequisite_that_is_deleted_meanwhile_is_none(as_teacher: Client) -> None:
    for number in range(ROUNDS):
        course, needed = [await school.course(as_teacher, f"{number}-{name}", lessons=0) for name in "ab"]
        changes: dict[str, Any] = {"course_id": course.pk, "values": {"prerequisite_ids": [needed.pk]}}

        changed, deleted = await race.race(
            partial(teaching.update_course, viewer=as_teacher.viewer, **changes),
            partial(teaching.delete_course, viewer=as_teacher.viewer, course_id=needed.pk),
        )

        assert deleted is None
        assert isinstance(changed, models.TaughtCourse) or changed.code == "NOT_FOUND"
    assert await world.count(models.TaughtCourse) == ROUNDS
    assert await sync_to_async(models.TaughtCourse.prerequisites.through.objects.count)() == 0


async def test_prerequisites_cost_the_same(as_teacher: Client, as_student: Client) -> None:
    course = await school.course(as_teacher)

    async def grow(number: int) -> None:
        await sync_to_async(course.prerequisites.add)(await school.course(as_teacher, f"Course {number}"))

    async def ask() -> int:
        (shown,) = [
            each for each in world.nodes((await as_student.run("Courses"))["courses"]) if each["title"] == "Graphs"
        ]
        return len(shown["prerequisites"])

    await costs_the_same(as_student, grow, ask)
    assert len(as_student.statements) == 1
