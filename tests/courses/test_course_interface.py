"""Courses of both kinds behind one interface: in one list, in one statement, whichever road is taken."""

from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.models import GenerationStatus
from domains.kit import ids
from domains.kit.context import Context
from domains.kit.tracing import Path
from schema.documents import documents
from schema.preparing import prepare
from schema.resolving import resolved
from tests.courses import school
from tests.support import world
from tests.support.client import Client

INTERFACE = """
query Interface($ids: [ID!]!, $id: ID!) {
  nodes(ids: $ids) { ... on Course { __typename id title tags viewerProgress } }
  course(id: $id) { __typename ... on TaughtCourse { level } ... on Node { id } }
}
"""


@sync_to_async
def generated(learner: Client, title: str, **values: Any) -> models.GeneratedCourse:
    """Let a whole generated course be there."""
    made: models.GeneratedCourse = models.GeneratedCourse.objects.create(user=learner.user, title=title, **values)
    models.CourseGeneration.objects.create(course=made, user=learner.user, status=GenerationStatus.COMPLETE)
    return made


@sync_to_async
def save(person: Client, course: models.Course) -> None:
    """Let somebody keep a course."""
    models.CourseSave.objects.create(user=person.user, course_id=course.pk)


async def test_one_list_has_courses_of_both_kinds(as_student: Client, as_teacher: Client) -> None:
    first = await school.course(as_teacher, "Graphs", tags=("data", "ai"))
    second = await generated(as_student, "The Sneaker Architect", progress_percentage=14)
    for course in (first, second):
        await save(as_student, course)

    data = await as_student.run("SavedCourses")

    assert data["viewer"]["savedCourses"]["totalCount"] == 2
    assert world.nodes(data["viewer"]["savedCourses"]) == [
        {
            "__typename": "GeneratedCourse",
            "id": world.id_of(second),
            "title": "The Sneaker Architect",
            "tags": [],
            "viewerProgress": 14.0,
            "progressPercentage": 14,
        },
        {
            "__typename": "TaughtCourse",
            "id": world.id_of(first),
            "title": "Graphs",
            "tags": ["ai", "data"],
            "viewerProgress": None,
            "level": "BEGINNER",
            "teacher": {"username": "teacher"},
        },
    ]


async def test_the_list_takes_as_many_statements_for_nine_as_for_two(as_student: Client, as_teacher: Client) -> None:
    for number in range(2):
        await save(as_student, await (school.course(as_teacher, "T") if number % 2 else generated(as_student, "G")))
    await as_student.run("SavedCourses")
    at_two = len(as_student.statements)
    for number in range(7):
        await save(as_student, await (school.course(as_teacher, "T") if number % 2 else generated(as_student, "G")))

    data = await as_student.run("SavedCourses")

    assert len(world.nodes(data["viewer"]["savedCourses"])) == 9
    assert (len(as_student.statements), at_two) == (1, 1)


async def test_both_roads_answer_the_same(as_student: Client, as_teacher: Client, as_stranger: Client) -> None:
    first = await school.course(as_teacher, "Graphs", tags=("ai",))
    second = await generated(as_student, "Sneakers")
    hidden = await school.course(as_teacher, "A draft", is_published=False, published_at=None)
    for course in (first, second, hidden):
        await save(as_student, course)
    asked = [world.id_of(each) for each in (second, first, hidden)]

    for viewer in (as_student, as_teacher, as_stranger, world.anonymous()):
        for text, name, variables in (
            (documents()["SavedCourses"].text, "SavedCourses", {}),
            (INTERFACE, "Interface", {"ids": asked, "id": asked[0]}),
            (INTERFACE, "Interface", {"ids": asked, "id": asked[1]}),
            (documents()["Course"].text, "Course", {"id": asked[2]}),
        ):
            planned = await viewer.ask(text, name, variables)
            prepared = prepare(text, name)
            walked = await resolved(prepared.document, prepared, variables, Context(viewer.viewer))
            assert viewer.path is Path.PLANNED
            assert planned["data"] == walked["data"]


async def test_a_draft_is_its_teachers_alone(as_student: Client, as_teacher: Client) -> None:
    draft = await school.course(as_teacher, "A draft", is_published=False, published_at=None)

    assert (await as_student.run("Course", id=world.id_of(draft)))["course"] is None
    assert (await as_teacher.run("Course", id=world.id_of(draft)))["course"]["title"] == "A draft"


async def test_an_interface_is_no_name_for_an_id(as_student: Client, as_teacher: Client) -> None:
    course = await school.course(as_teacher, "Graphs")
    forged = ids.encode("Course", course.pk)

    answer = await as_student.ask("query ($id: ID!) { node(id: $id) { id } }", None, {"id": forged})

    assert answer["errors"][0]["extensions"]["code"] == "INVALID_ID"
