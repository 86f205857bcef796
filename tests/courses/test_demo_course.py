"""The demo course is true: what its lessons show runs as it stands, its solution is right, and its counts are."""

import json
import re
from collections.abc import Awaitable, Callable
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command

from domains.courses import models
from domains.courses.models import CodingProgressStatus
from domains.kit import ids
from domains.projects.models import Project
from domains.users import access
from domains.users.models import User
from tests.courses import school
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.live import Subscriber, connected

MODELS = (
    models.TaughtCourse, models.Lesson, models.LessonExercise, models.CourseTag, models.CourseEnrollment,
    models.LessonCompletion, models.GeneratedCourse, models.GeneratedModule, models.CodingExercise,
    models.CodingProgress, models.ModuleCompletion, models.CourseGeneration,
)  # fmt: skip
TITLE = "Asking this gateway well"


@sync_to_async
def load() -> None:
    """Load the shipped blueprint and the demo data."""
    call_command("load_data")


@pytest.fixture
async def loaded() -> models.TaughtCourse:
    """The demo data that a newcomer finds."""
    await load()
    course: models.TaughtCourse = await models.TaughtCourse.objects.aget(title=TITLE)
    return course


@sync_to_async
def demo(username: str) -> Client:
    """Return a demo account as a client."""
    user = User.objects.get(username=username)
    return Client(access.viewer_of(user), user)


@pytest.mark.usefixtures("loaded")
async def test_loading_twice_changes_no_count_and_all_counts_are_true() -> None:
    once = [await world.count(model) for model in MODELS]

    await load()

    assert [await world.count(model) for model in MODELS] == once
    assert once[:6] == [1, 6, 2, 3, 1, 1]
    assert once[6:8] == [1, 7]
    out = StringIO()
    await sync_to_async(call_command)("reconcile", "--check", stdout=out)
    assert [line for line in out.getvalue().splitlines() if not line.endswith(": true")] == []


async def test_everybody_sees_which_lessons_there_are_and_the_student_what_is_in_them(
    loaded: models.TaughtCourse, as_anonymous: Client
) -> None:
    student = await demo("student")
    for caller, sees in ((as_anonymous, False), (student, True)):
        course = (await caller.run("TaughtCourse", id=world.id_of(loaded)))["course"]

        assert (course["title"], course["enrollmentCount"]) == (TITLE, 1)
        assert [lesson["order"] for lesson in course["lessons"]] == [1, 2, 3, 4, 5, 6]
        assert {bool(lesson["contentHtml"]) for lesson in course["lessons"]} == {sees}
        assert course["lessons"][1]["exercises"] != [] or not sees
    # One of five lessons that count.
    assert course["viewerEnrollment"] == {"progressPercentage": 20.0, "completed": False}
    assert (await school.totals(student))["courses_enrolled"] == 2
    lessons = await school.lessons_of(loaded)
    assert [lesson.title for lesson in lessons if not 100 <= len(lesson.content.split()) <= 260] == []
    assert [lesson.is_mandatory for lesson in lessons] == [True] * 5 + [False]
    assert all("<p>" in lesson.content_html and "```" not in lesson.content_html for lesson in lessons)


@pytest.mark.usefixtures("loaded")
async def test_the_solution_of_the_exercise_is_right() -> None:
    student = await demo("student")
    exercise = await models.LessonExercise.objects.aget(exercise_type="multiple_choice")
    text = await models.LessonExercise.objects.aget(exercise_type="essay")

    graded, waits = [
        (await student.run("SubmitLessonExercise", input={"exerciseId": world.id_of(each), "data": data}))
        for each, data in ((exercise, exercise.solution), (text, {"text": "One is foreseen."}))
    ]

    assert graded["submitLessonExercise"]["errors"] == waits["submitLessonExercise"]["errors"] == []
    assert graded["submitLessonExercise"]["submission"]["score"] == 30.0
    assert graded["submitLessonExercise"]["submission"]["passedAt"] is not None
    assert waits["submitLessonExercise"]["submission"]["score"] is None


@pytest.mark.usefixtures("loaded")
async def test_the_student_is_one_module_into_a_course_of_their_own() -> None:
    course = await models.GeneratedCourse.objects.aget()
    modules = [each async for each in models.GeneratedModule.objects.order_by("order_index")]

    assert (course.title, course.progress_percentage, course.status) == ("The Sneakers Builder", 14, "active")
    assert [each.is_completed for each in modules] == [True] + [False] * 6
    assert [each.is_locked for each in modules] == [False, False] + [True] * 5
    assert modules[0].title == "The Atom: Encapsulating the Sneaker"
    assert all(section["body_html"].startswith("<p>") for each in modules for section in each.content["sections"])
    passed = models.CodingProgress.objects.filter(status=CodingProgressStatus.PASSED, score=100)
    assert await passed.acount() == await models.CodingExercise.objects.filter(module=modules[0]).acount() == 3


@sync_to_async
def operations() -> dict[str, str]:
    """Return the operations that the lessons show, by their names."""
    contents = "\n".join(models.Lesson.objects.order_by("order").values_list("content", flat=True))
    shown = re.findall(r"```graphql\n(.*?)```", contents, flags=re.DOTALL)
    return {re.findall(r"^(?:query|mutation|subscription) (\w+)", text)[0]: text for text in shown}


@pytest.mark.usefixtures("loaded")
async def test_what_the_lessons_show_runs_as_it_stands(browser: HttpClient) -> None:
    student, stranger = await demo("student"), await demo("creator")
    shown = await operations()

    for name, check in CHECKS.items():
        await check(student, stranger, shown[name])
    await _explained(browser, shown["Explained"])

    # Nothing that is shown was left out; the subscription has a test of its own.
    assert {*CHECKS, "Explained", "Ticker"} == set(shown)


async def _newest(student: Client, _: Client, text: str) -> None:
    edges = (await _data(student, text))["explore"]["edges"]
    assert len(edges) == 3
    assert all(edge["node"]["owner"]["username"] for edge in edges)
    assert sum("SELECT" in each for each in student.statements) == 1


async def _pages(student: Client, _: Client, text: str) -> None:
    after, titles = None, []
    while True:
        page = (await _data(student, text, after=after))["explore"]
        titles += [edge["node"]["title"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(titles) == len(set(titles)) == page["totalCount"] > 2
    other_order = "query Other($after: String) { explore(order: MOST_LIKED, after: $after) { totalCount } }"
    assert _code(await student.ask(other_order, variables={"after": after})) == "INVALID_CURSOR"


async def _too_many(student: Client, _: Client, text: str) -> None:
    assert _code(await student.ask(text)) == "INVALID_PAGE"


async def _again(student: Client, stranger: Client, text: str) -> None:
    project = await Project.objects.filter(user=student.user).afirst()
    assert project is not None
    id = world.id_of(project)
    assert (await _data(student, text, id=id))["node"] == {"__typename": "Project", "id": id, "title": project.title}
    await Project.objects.filter(pk=project.pk).aupdate(is_private=True)
    nobody = ids.encode("Project", world.NOBODY)
    assert await _data(stranger, text, id=id) == await _data(stranger, text, id=nobody) == {"node": None}


async def _who(student: Client, _: Client, text: str) -> None:
    assert await _data(student, text) == {"viewer": {"username": "student"}}
    assert await _data(world.anonymous(), text) == {"viewer": None}


async def _make(student: Client, _: Client, text: str) -> None:
    made = (await _data(student, text, title="Learned from a lesson"))["createProject"]
    assert (made["project"]["title"], made["errors"]) == ("Learned from a lesson", [])
    refused = (await _data(student, text, title=""))["createProject"]
    assert refused["project"] is None
    assert [(error["code"], error["path"]) for error in refused["errors"]] == [("REQUIRED", ["input", "title"])]


async def _here(student: Client, _: Client, text: str) -> None:
    assert (await _data(student, text))["liveCursor"]


CHECKS: dict[str, Callable[[Client, Client, str], Awaitable[None]]] = {
    "NewestProjects": _newest,
    "Page": _pages,
    "TooMany": _too_many,
    "Again": _again,
    "WhoAmI": _who,
    "MakeProject": _make,
    "Here": _here,
}


async def _explained(browser: HttpClient, text: str) -> None:
    plan = (await browser.post({"query": text}, x_explain="statements")).json()["extensions"]["plan"]
    more = (await browser.post({"query": text.replace("first: 20", "first: 100")}, x_explain="statements")).json()
    assert plan["path"] == "planned"
    assert len(plan["statements"]) == len(more["extensions"]["plan"]["statements"]) == 1


@pytest.mark.usefixtures("loaded")
async def test_the_subscription_goes_on_where_it_was_cut(gateway: str) -> None:
    student, text = await demo("student"), (await operations())["Ticker"]
    heard = []
    after = (await student.run("LiveCursor"))["liveCursor"]
    for title in ("While nobody listens", "While nobody listens again"):
        await world.project(student, title)
        async with connected(gateway) as socket:
            payload = {"query": text, "variables": {"after": after}}
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            ticker = Subscriber(socket)
            while (told := await ticker.event())["__typename"] != "ActivityAdded":
                assert told["__typename"] == "Checkpoint"
            heard.append(told["activity"])
            after = told["cursor"]

    assert heard == [{"activityType": "PROJECT_CREATED", "actor": {"username": "student"}}] * 2


def _code(answer: dict[str, Any]) -> str:
    [error] = answer["errors"]
    return str(error["extensions"]["code"])


async def _data(caller: Client, text: str, **variables: Any) -> dict[str, Any]:
    answer = await caller.ask(text, variables=variables)
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data
