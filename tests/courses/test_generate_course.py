"""A learner lets a course be generated: of the blueprint, with their own words."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.errors import GenerationUnderWay
from domains.courses.services.generation import asking
from domains.kit.counts import stored_values
from domains.kit.errors import conflicts
from domains.users.models import UserArchetype, UserVariable
from tests.courses import making, school
from tests.support import jobs, race, world
from tests.support.client import Client


def refusals(payload: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return why a mutation was refused, and where."""
    return [(error["code"], error["path"]) for error in payload["errors"]]


async def test_a_course_is_made_of_the_learners_words(as_student: Client) -> None:
    await making.blueprint(2)
    await making.says(as_student)

    waiting = (await making.asked(as_student))["course"]
    await jobs.work()
    shown = (await as_student.run("GeneratedCourse", id=waiting["id"]))["course"]

    assert (waiting["title"], waiting["generation"]) == (
        "The Sneakers Builder", {"status": "WAITING", "failure": None, "modulesTotal": 2, "modulesDone": 0},
    )  # fmt: skip
    assert shown["generation"] == {"status": "COMPLETE", "failure": None, "modulesTotal": 2, "modulesDone": 2}
    assert shown["archetype"] == {"domain": "sneakers", "archetype": "builder"}
    first, second = shown["modules"]
    assert (first["title"], first["orderIndex"], first["isLocked"]) == ("1: Sneaker", 1, False)
    assert (second["title"], second["orderIndex"], second["isLocked"]) == ("2: Sneaker", 2, True)
    assert second["content"] is None
    assert first["content"] == {
        "sections": [{
            "heading": "Why price",
            "body": "Each **sneaker** is in a shoe box: sneakers.",
            "bodyHtml": "<p>Each <strong>sneaker</strong> is in a shoe box: sneakers.</p>\n",
        }],
        "examples": [{
            "title": "One", "language": "python", "code": 'print("price")', "explanation": "It *prints*.",
            "explanationHtml": "<p>It <em>prints</em>.</p>\n",
        }],
        "visualizations": [{"title": "A box", "mermaid": 'flowchart LR\n a["shoe box"]'}],
    }  # fmt: skip
    assert (await school.totals(as_student))["courses_enrolled"] == 1
    assert await sync_to_async(lambda: [str(each) for each in stored_values() if each.wrong().exists()])() == []


async def test_its_exercises_have_what_the_blueprint_says(as_student: Client) -> None:
    await making.blueprint(1)
    await making.says(as_student)

    course = await making.generated(as_student, title="Mine")

    exercise = await models.CodingExercise.objects.aget(module__course=course)
    assert course.title == "Mine"
    assert (exercise.title, exercise.type, exercise.order_index) == ("Count each sneaker", "build", 1)
    assert exercise.solution_code == "def count(sneakers):\n    return len(sneakers)\n"
    assert (exercise.points, exercise.difficulty, exercise.time_limit_minutes) == (50, "easy", None)
    assert (exercise.hints, exercise.flaws, exercise.test_cases) == (
        making.EXERCISE["hints"], making.EXERCISE["flaws"], making.EXERCISE["test_cases"],
    )  # fmt: skip


async def test_a_long_word_fits_where_there_is_little_room(as_student: Client) -> None:
    await making.blueprint(1)
    await making.says(as_student, "d" * 100, **making.WORDS | {"entity_primary": "x" * 500})

    course = await making.generated(as_student)

    title = (await models.GeneratedModule.objects.aget(course=course)).title
    assert (len(title), title[:5], title[-2:]) == (255, "1: Xx", "x…")
    assert len((await models.CodingExercise.objects.aget(module__course=course)).title) == 255


async def test_a_learner_says_first_who_they_are(as_student: Client) -> None:
    await making.blueprint()
    before = await making.announced()

    assert refusals(await making.asked(as_student)) == [("ARCHETYPE_MISSING", [])]
    assert await world.count(models.GeneratedCourse) == 0
    assert await making.announced() == before


async def test_every_word_that_is_missing_is_named(as_student: Client) -> None:
    await making.blueprint()
    await making.says(as_student, entity_primary="sneaker")

    payload = await making.asked(as_student)

    assert refusals(payload) == [
        ("VARIABLE_MISSING", ["variables", "container"]), ("VARIABLE_MISSING", ["variables", "metric"]),
    ]  # fmt: skip
    assert ["`container`" in error["message"] for error in payload["errors"]] == [True, False]
    assert await world.count(models.GeneratedCourse) == 0
    assert await jobs.waiting() == []


async def test_without_a_blueprint_nothing_is_made(as_student: Client) -> None:
    await making.says(as_student)

    assert refusals(await making.asked(as_student)) == [("INVALID_TEMPLATE", [])]


@pytest.mark.parametrize(("title", "code"), [("", "REQUIRED"), (" \n", "REQUIRED"), ("x" * 256, "TOO_LONG")])
async def test_a_title_that_does_not_fit(as_student: Client, title: str, code: str) -> None:
    await making.blueprint()
    await making.says(as_student)

    assert refusals(await making.asked(as_student, title=title)) == [(code, ["input", "title"])]
    assert await world.count(models.Course) == 0


async def test_who_has_not_signed_in_has_no_courses(as_anonymous: Client) -> None:
    assert refusals(await making.asked(as_anonymous)) == [("UNAUTHENTICATED", [])]


async def test_one_course_at_a_time(as_student: Client) -> None:
    await making.blueprint()
    await making.says(as_student)
    await making.asked(as_student)

    assert refusals(await making.asked(as_student)) == [("GENERATION_UNDER_WAY", [])]
    assert await world.count(models.Course) == await world.count(models.CourseGeneration) == 1
    assert await jobs.waiting() == ["courses.generate"]


async def test_of_many_requests_at_once_one_is_served(as_student: Client) -> None:
    await making.blueprint()
    await making.says(as_student)

    came = await race.race(*[lambda: asking.generate_course(viewer=as_student.viewer)] * 8)

    assert sorted(type(each).__name__ for each in came) == ["GeneratedCourse", *["GenerationUnderWay"] * 7]
    assert await world.count(models.Course) == await world.count(models.CourseGeneration) == 1
    assert await jobs.waiting() == ["courses.generate"]


async def test_the_database_itself_lets_nobody_generate_two_at_once(as_student: Client) -> None:
    await making.blueprint()
    await making.says(as_student)
    await making.asked(as_student)
    archetype = await UserArchetype.objects.aget(user=as_student.user)
    assert await UserVariable.objects.filter(archetype=archetype).acount() == 3

    def create() -> None:
        with conflicts(asking.ONE_AT_A_TIME):
            course = models.GeneratedCourse.objects.create(user=as_student.user, title="Another")
            models.CourseGeneration.objects.create(course=course, user=as_student.user)

    [refused] = await race.race(create)

    assert isinstance(refused, GenerationUnderWay)
    assert await world.count(models.Course) == 1


async def test_a_learner_takes_five_courses_at_most(as_student: Client) -> None:
    await making.blueprint(1)
    await making.says(as_student)
    courses = [await making.generated(as_student) for _ in range(5)]

    assert refusals(await making.asked(as_student)) == [("TOO_MANY_COURSES", [])]

    await as_student.run("ArchiveCourse", input={"courseId": world.id_of(courses[0])})
    await making.generated(as_student)
    restored = await as_student.run("RestoreCourse", input={"courseId": world.id_of(courses[0])})
    assert refusals(restored["restoreCourse"]) == [("TOO_MANY_COURSES", [])]
    assert await world.count(models.GeneratedCourse, status="active") == 5
