"""What is right is read by the teacher and staff alone, on whichever road somebody asks."""

from typing import Any

import pytest

from domains.courses import models
from tests.courses import school
from tests.courses.test_learning import CHOICES, enroll, submit
from tests.support import live, world
from tests.support.client import Client

SOLUTION = {"answers": [[1], [0]]}
SECRET = "fragment Secret on LessonExercise { right: solution ...Again } fragment Again on LessonExercise { solution }"
ROADS = {
    "lesson": "{ course(id: $course) { ... on TaughtCourse { lessons { exercises { ...Secret } } } } }",
    "node": "{ node(id: $exercise) { ... on LessonExercise { ...Secret } } }",
    "nodes": "{ nodes(ids: [$exercise]) { ... on LessonExercise { one: solution ...Secret } } }",
    "lesson as a node": "{ node(id: $lesson) { ... on Lesson { exercises { ...Secret lesson { exercises { "
    "...Secret } } } } } }",
    "attempts": "{ node(id: $exercise) { ... on LessonExercise { viewerSubmissions { edges { node { exercise { "
    "...Secret } } } } submissions { edges { node { exercise { ...Secret } } } } } } }",
    "attempt": "{ node(id: $submission) { ... on ExerciseSubmission { exercise { ...Secret } } } }",
    "viewer": "{ viewer { enrollments { edges { node { course { lessons { exercises { ...Secret } } } } } } } }",
}
LIVE = (
    "subscription ($course: ID!) { courseProgress(course: $course) { __typename ... on LiveEvent { cursor } "
    "... on SubmissionChanged { submission { exercise { ...Secret } } } } } " + SECRET
)


def solutions_in(answer: Any) -> list[Any]:
    """Return every solution that an answer holds, whatever it is called."""
    if isinstance(answer, list):
        return [found for each in answer for found in solutions_in(each)]
    if not isinstance(answer, dict):
        return []
    named = [value for name, value in answer.items() if name in {"right", "solution", "one"}]
    return named + [found for value in answer.values() for found in solutions_in(value)]


async def handed_in(teacher: Client, learner: Client) -> dict[str, str]:
    """Let a learner have answered an exercise, and return the ids of all that leads to it."""
    course = await school.course(teacher, lessons=1)
    (lesson,) = await school.lessons_of(course)
    exercise = await school.exercise(lesson, "multiple_choice", content=CHOICES, solution=SOLUTION)
    await enroll(learner, course)
    submission = (await submit(learner, exercise, {"answers": [[1], [1]]}))["submission"]
    rows = {"course": course, "lesson": lesson, "exercise": exercise}
    return {name: world.id_of(row) for name, row in rows.items()} | {"submission": submission["id"]}


@pytest.mark.parametrize("road", ROADS)
async def test_a_solution_is_its_teachers_alone(
    road: str, as_teacher: Client, as_student: Client, as_stranger: Client, as_staff: Client, as_anonymous: Client
) -> None:
    named = await handed_in(as_teacher, as_student)
    asked = " ".join(f"${name}: ID!" for name in named if f"${name}" in ROADS[road])
    text = f"query {f'({asked})' if asked else ''} {ROADS[road]} {SECRET}"

    async def seen(who: Client) -> list[Any]:
        answer = await who.ask(text, None, {name: id for name, id in named.items() if f"${name}" in text})
        assert "errors" not in answer, answer
        return solutions_in(answer["data"])

    learner = await seen(as_student)
    assert learner
    assert set(map(str, learner)) == {"None"}
    assert await seen(as_stranger) == await seen(as_anonymous) == []
    if road != "viewer":
        for who in (as_teacher, as_staff):
            found = await seen(who)
            assert found
            assert all(each == SOLUTION for each in found)


async def test_a_solution_is_not_told_live(gateway: str, as_teacher: Client, as_student: Client) -> None:
    named = await handed_in(as_teacher, as_student)
    exercise = await models.LessonExercise.objects.aget()
    heard = {"course": named["course"]}

    async with (
        live.subscribed(gateway, "", as_student, text=LIVE, **heard) as student,
        live.subscribed(gateway, "", as_teacher, text=LIVE, **heard) as teacher,
    ):
        for hearer in (student, teacher):
            assert (await hearer.event())["__typename"] == "Checkpoint"

        await submit(as_student, exercise, {"answers": [[0], [0]]})

        assert set(map(str, solutions_in(await student.event()))) == {"None"}
        told = solutions_in(await teacher.event())
        assert told
        assert all(each == SOLUTION for each in told)
