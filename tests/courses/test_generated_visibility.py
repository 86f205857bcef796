"""Who sees what of generated courses, of what they are made of, and of what somebody takes."""

from typing import Any

import pytest

from domains.courses import models
from tests.courses import making, school
from tests.courses.test_course_interface import generated
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same

# What a generated course's learner and staff see of it, and nobody else.
INSIDE = ("archetype", "generation", "modules")
EVERYTHING = """
query Everything($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on GeneratedModule { title content { sections { body } } blueprintModule { titleTemplate } }
    ... on CourseGeneration { status course { title } }
  }
}
"""


async def shown(who: Client, course: models.GeneratedCourse) -> dict[str, Any] | None:
    """Return what somebody sees of a course."""
    found: dict[str, Any] | None = (await who.run("GeneratedCourse", id=world.id_of(course)))["course"]
    return found


async def test_others_see_the_card_alone(
    as_student: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    await making.blueprint(2)
    await making.says(as_student)
    course = await making.generated(as_student)

    own, seen_by_staff = await shown(as_student, course), await shown(as_staff, course)
    cards = [await shown(who, course) for who in (as_stranger, as_anonymous)]

    assert own is not None
    assert seen_by_staff is not None
    assert [len(each["modules"]) for each in (own, seen_by_staff)] == [2, 2]
    for card in cards:
        assert card is not None
        assert {name: card[name] for name in INSIDE} == {"archetype": None, "generation": None, "modules": []}
        assert {name: card[name] for name in card if name not in INSIDE} == {
            name: own[name] for name in own if name not in INSIDE
        }


async def test_what_is_inside_is_found_by_no_id(as_student: Client, as_stranger: Client) -> None:
    await making.blueprint(2)
    await making.says(as_student)
    course = await making.generated(as_student)
    first, second = [each async for each in models.GeneratedModule.objects.order_by("order_index")]
    asked = {"ids": [world.id_of(each) for each in (first, second, course.generation)]}

    own = (await as_student.ask(EVERYTHING, "Everything", asked))["data"]["nodes"]
    others = (await as_stranger.ask(EVERYTHING, "Everything", asked))["data"]["nodes"]

    assert [each["__typename"] for each in own] == ["GeneratedModule", "GeneratedModule", "CourseGeneration"]
    assert (own[0]["content"] is None, own[1]["content"]) == (False, None)
    assert others == [None, None, None]


async def test_a_card_is_shown_once_it_is_whole_and_as_long_as_its_learner_likes(
    as_student: Client, as_stranger: Client
) -> None:
    await making.blueprint(1)
    await making.says(as_student)
    await making.asked(as_student)
    assert await shown(as_stranger, await making.course_of(as_student)) is None
    whole = await generated(as_student, "Whole")
    assert await shown(as_stranger, whole) is not None

    await as_student.run("UpdateSettings", input={"showActivity": False})

    assert await shown(as_stranger, whole) is None
    assert await shown(as_student, whole) is not None


async def test_what_somebody_takes(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    course = await school.course(as_teacher, "Graphs")
    other = await school.course(await world.person("other", role="teacher"), "Trees")
    for taken in (course, other):
        await as_student.run("Enroll", input={"courseId": world.id_of(taken)})
    await generated(as_student, "Sneakers")
    await generated(as_student, "Away", status="archived")
    await generated(as_stranger, "Boots")

    async def seen(who: Client) -> list[str]:
        courses = (await who.run("UserCourses", username="student"))["user"]["courses"]
        assert courses["totalCount"] == len(courses["edges"])
        return [each["title"] for each in world.nodes(courses)]

    # The last begun first; who takes a taught course only its teacher knows.
    assert await seen(as_student) == ["Away", "Sneakers", "Trees", "Graphs"]
    assert await seen(as_teacher) == ["Sneakers", "Graphs"]
    assert await seen(as_stranger) == ["Sneakers"]
    assert await seen(world.anonymous()) == ["Sneakers"]


async def test_what_somebody_takes_is_paged(as_student: Client) -> None:
    for number in range(5):
        await generated(as_student, f"Course {number}")

    first = (await as_student.run("UserCourses", username="student", first=2))["user"]["courses"]
    cursor = first["pageInfo"]["endCursor"]
    second = (await as_student.run("UserCourses", username="student", first=3, after=cursor))["user"]["courses"]

    titles = [each["title"] for each in (*world.nodes(first), *world.nodes(second))]
    assert titles == [f"Course {number}" for number in (4, 3, 2, 1, 0)]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize("is_taught", [True, False])
async def test_what_somebody_takes_costs_one_statement(
    as_student: Client, as_teacher: Client, *, is_taught: bool
) -> None:
    async def grow(number: int) -> None:
        if is_taught:
            course = await school.course(as_teacher, f"Course {number}")
            await as_student.run("Enroll", input={"courseId": world.id_of(course)})
        else:
            await generated(as_student, f"Course {number}")

    async def ask() -> int:
        return len(world.nodes((await as_student.run("UserCourses", username="student"))["user"]["courses"]))

    await costs_the_same(as_student, grow, ask)
    assert len(as_student.statements) == 1


async def test_modules_and_the_blueprint_cost_one_statement(as_student: Client) -> None:
    course = await generated(as_student, "Sneakers")

    async def grow(number: int) -> None:
        module = await models.BlueprintModule.objects.acreate(**making.template(number + 1))
        content = {"sections": [{"heading": "Why"}], "examples": [], "visualizations": []}
        await models.GeneratedModule.objects.acreate(
            course=course, blueprint_module=module, title="A module", content=content, order_index=number + 1
        )

    async def ask_course() -> int:
        return len(((await shown(as_student, course)) or {})["modules"])

    async def ask_blueprint() -> int:
        return len((await as_student.run("Blueprint"))["blueprint"])

    await costs_the_same(as_student, grow, ask_course)
    assert len(as_student.statements) == 1
    assert (await ask_blueprint(), len(as_student.statements)) == (9, 1)


async def test_the_feed_tells_of_a_course_that_began_until_it_is_put_away(
    as_student: Client, as_stranger: Client
) -> None:
    await making.blueprint(1)
    await making.says(as_student)
    course = await making.generated(as_student)

    async def told(who: Client) -> list[tuple[str, str]]:
        activities = world.nodes((await who.run("ActivityFeed"))["activityFeed"])
        return [(each["activityType"], each["reference"]["__typename"]) for each in activities]

    assert await told(as_student) == await told(as_stranger) == [("STARTED_COURSE", "GeneratedCourse")]
    await as_student.run("ArchiveCourse", input={"courseId": world.id_of(course)})
    assert await told(as_student) == [("STARTED_COURSE", "GeneratedCourse")]
    assert await told(as_stranger) == []


async def test_no_type_has_what_gives_the_blueprint_away(as_staff: Client) -> None:
    names = 'query { __type(name: "BlueprintModule") { fields { name } } }'
    fields = (await as_staff.ask(names, None, {}))["data"]["__type"]["fields"]

    assert {each["name"] for each in fields} == {
        "id", "moduleNumber", "titleTemplate", "conceptSlug", "descriptionTemplate", "learningObjectives",
        "rigorLevel", "estimatedHours", "prerequisites", "createdAt",
    }  # fmt: skip
