"""What a story about practising begins with: a generated course, its modules, and exercises that hide something."""

from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.courses.models import CodingExerciseType, GenerationStatus
from tests.support import world
from tests.support.client import Client

# What no learner may ever read.
SECRET = "only-the-platform-knows"
HINTS = [
    {"id": "first", "text": f"{SECRET} hint one", "penalty": 10},
    {"id": "second", "text": f"{SECRET} hint two", "penalty": 25},
]
FLAWS = [
    {"id": "a", "lines": [2, 3], "problem": f"{SECRET} flaw"},
    {"id": "b", "lines": [5, 5], "problem": f"{SECRET} flaw"},
]
TESTS = [{"name": "It adds up", "code": f"assert total() == 3  # {SECRET} test"}]
STARTER = "one\ntwo\nthree\nfour\nfive\nsix\n"


async def program(name: str = "runner") -> Client:
    """A program that grades."""
    return await world.person(name, kind="service")


@sync_to_async
def course(learner: Client, *, modules: int = 1, title: str = "The Sneaker Architect", **values: Any) -> Any:
    """Let a generated course be there, whole, of whose modules the first is open."""
    made: models.GeneratedCourse = models.GeneratedCourse.objects.create(user=learner.user, title=title, **values)
    models.CourseGeneration.objects.create(
        course=made, user=learner.user, status=GenerationStatus.COMPLETE, modules_total=modules, modules_done=modules
    )
    for number in range(1, modules + 1):
        models.GeneratedModule.objects.create(
            course=made, blueprint_module=_blueprint(number), title=f"Module {number}", content={},
            order_index=number, is_locked=number > 1,
        )  # fmt: skip
    return made


def _blueprint(number: int) -> models.BlueprintModule:
    values = {"concept_slug": f"concept-{number}", "title_template": "T", "content_template": {}}
    made, _ = models.BlueprintModule.objects.get_or_create(module_number=number, defaults=values)
    return made


@sync_to_async
def modules_of(course: models.GeneratedCourse) -> list[models.GeneratedModule]:
    """Return the modules of a course, in order."""
    return list(models.GeneratedModule.objects.filter(course=course).order_by("order_index"))


@sync_to_async
def exercise(
    module: models.GeneratedModule, type: str = CodingExerciseType.BUILD, **values: Any
) -> models.CodingExercise:
    """Let a module have an exercise, with everything that is to stay hidden."""
    number = models.CodingExercise.objects.filter(module=module).count() + 1
    columns = {
        "title": f"Exercise {number}", "prompt": "*Do* it.", "starter_code": STARTER, "hints": HINTS, "flaws": FLAWS,
        "solution_code": f"{SECRET} solution", "test_cases": TESTS,
    } | values  # fmt: skip
    return models.CodingExercise.objects.create(module=module, order_index=number, type=type, **columns)


async def submit(who: Client, exercise: models.CodingExercise, **answer: Any) -> dict[str, Any]:
    """Hand in an answer, and return the payload."""
    input = {"exerciseId": world.id_of(exercise)} | answer
    payload: dict[str, Any] = (await who.run("SubmitExercise", input=input))["submitExercise"]
    return payload


async def reveal(who: Client, exercise: models.CodingExercise, hint: str) -> dict[str, Any]:
    """Ask for a hint, and return the payload."""
    input = {"exerciseId": world.id_of(exercise), "hintId": hint}
    payload: dict[str, Any] = (await who.run("RevealHint", input=input))["revealHint"]
    return payload


async def start(who: Client, exercise: models.CodingExercise) -> dict[str, Any]:
    """Begin an attempt, and return the payload."""
    input = {"exerciseId": world.id_of(exercise)}
    payload: dict[str, Any] = (await who.run("StartExercise", input=input))["startExercise"]
    return payload


async def complete(who: Client, module: models.GeneratedModule, **values: Any) -> dict[str, Any]:
    """Complete a module, and return the payload."""
    input = {"moduleId": world.id_of(module)} | values
    payload: dict[str, Any] = (await who.run("CompleteModule", input=input))["completeModule"]
    return payload


async def tasks(who: Client) -> list[dict[str, Any]]:
    """Return what waits to be graded."""
    return world.nodes((await who.run("GradingTasks"))["gradingTasks"])


async def record(who: Client, task: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Say what an answer came to, and return the payload."""
    input = {"taskId": task["id"], "attempt": task["attempt"], "passed": True, "score": 90} | values
    payload: dict[str, Any] = (await who.run("RecordExerciseResult", input=input))["recordExerciseResult"]
    return payload


async def review(who: Client, module: models.GeneratedModule, **values: Any) -> dict[str, Any]:
    """Review the work in a module, and return the payload."""
    input = {"moduleId": world.id_of(module), "overallScore": 80, "passed": True} | values
    payload: dict[str, Any] = (await who.run("RecordReview", input=input))["recordReview"]
    return payload


async def solve(who: Client, runner: Client, exercise: models.CodingExercise, score: int = 100) -> None:
    """Hand in an answer that a runner finds good."""
    await submit(who, exercise, code="def total(): return 3")
    for task in await tasks(runner):
        await record(runner, task, score=score)


def refusals(payload: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return why a mutation was refused, and which inputs that is about."""
    return [(error["code"], error["path"][1:]) for error in payload["errors"]]
