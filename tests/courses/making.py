"""What a story about generated courses begins with: a blueprint, and a learner who has said their words."""

from typing import Any

from asgiref.sync import sync_to_async

from domains.courses import models
from domains.kit.models import LogEntry, OutboxEntry
from domains.users import services
from tests.support import jobs
from tests.support.client import Client

WORDS = {"entity_primary": "sneaker", "metric": "price", "container": "shoe box"}
EXERCISE: dict[str, Any] = {
    "type": "build",
    "title": "Count each {ENTITY_PRIMARY}",
    "prompt": "Count every *{ENTITY_PRIMARY}*.",
    "starter_code": "def count({ENTITY_PRIMARY:name}s):\n    ...\n",
    "solution_code": "def count({ENTITY_PRIMARY:name}s):\n    return len({ENTITY_PRIMARY:name}s)\n",
    "test_cases": [{"name": "two", "code": "assert count([1, 2]) == 2"}],
    "flaws": [{"id": "lazy", "lines": [2, 2], "problem": "It does nothing."}],
    "hints": [{"id": "len", "text": "There is `len`.", "penalty": 10}],
    "difficulty": "easy",
    "points": 50,
}


def template(number: int, *, sections: int = 1) -> dict[str, Any]:
    """Return the columns of a module of a blueprint."""
    section = {"heading": "Why {METRIC}", "body": "Each **{ENTITY_PRIMARY}** is in a {CONTAINER}: {DOMAIN}."}
    return {
        "module_number": number,
        "concept_slug": f"concept-{number}",
        "title_template": f"{number}: {{ENTITY_PRIMARY:title}}",
        "description_template": "All about {DOMAIN}.",
        "learning_objectives": ["To count."],
        "prerequisites": [f"concept-{number - 1}"] if number > 1 else [],
        "content_template": {
            "sections": [section] * sections,
            "examples": [
                {"title": "One", "language": "python", "code": 'print("{METRIC}")', "explanation": "It *prints*."}
            ],
            "visualizations": [{"title": "A box", "mermaid": 'flowchart LR\n a["{CONTAINER}"]'}],
        },
        "exercise_templates": [EXERCISE],
    }


@sync_to_async
def blueprint(modules: int = 3, *, sections: int = 1) -> list[models.BlueprintModule]:
    """Let a blueprint be there."""
    rows = [models.BlueprintModule(**template(number, sections=sections)) for number in range(1, modules + 1)]
    return models.BlueprintModule.objects.bulk_create(rows)


@sync_to_async
def says(learner: Client, domain: str = "sneakers", **words: str) -> None:
    """Let a learner say what kind of learner they are, and their words."""
    services.set_archetype(
        viewer=learner.viewer,
        meta_category="economic",
        archetype="builder",
        domain=domain,
        variables=words or WORDS,
    )


async def asked(learner: Client, **input: Any) -> dict[str, Any]:
    """Ask for a course, and return the payload."""
    payload: dict[str, Any] = (await learner.run("GenerateCourse", input=input))["generateCourse"]
    return payload


async def generated(learner: Client, **input: Any) -> models.GeneratedCourse:
    """Ask for a course, let it be made, and return it."""
    assert not (await asked(learner, **input))["errors"]
    await jobs.work()
    return await course_of(learner)


@sync_to_async
def course_of(learner: Client) -> models.GeneratedCourse:
    """Return the course that a learner asked for last."""
    rows = models.GeneratedCourse.objects.filter(user=learner.user).select_related("generation")
    course: models.GeneratedCourse = rows.latest("created_at")
    return course


@sync_to_async
def module_numbers(course: models.GeneratedCourse) -> list[tuple[int, int]]:
    """Return the places of a course's modules, each with its number in the blueprint."""
    rows = models.GeneratedModule.objects.filter(course=course).order_by("order_index")
    return list(rows.values_list("order_index", "blueprint_module__module_number"))


@sync_to_async
def announced() -> int:
    """Return how much was announced of courses, ever: what is still to be handed out, and what was."""
    tables: tuple[Any, ...] = (OutboxEntry, LogEntry)
    waiting, told = (each.objects.filter(topic__startswith="course:").order_by().values("topic") for each in tables)
    return int(waiting.union(told, all=True).count())
