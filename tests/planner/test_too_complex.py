"""Documents that would become hundreds of statements, or of lists within each other: refused, and nothing runs."""

import pytest

from domains.kit.tracing import Path
from domains.projects.models import Project
from schema.planner.levels import MOST_LEVELS
from tests.support import world
from tests.support.client import Client, HttpClient

REFUSED = {"message": "The operation asks for too many objects within each other.",
           "extensions": {"code": "TOO_COMPLEX"}}  # fmt: skip


def fragments(depth: int) -> str:
    """Return fragments that name each other twice: each one doubles what is asked for."""
    found = ""
    for n in range(depth):
        twice = " ".join(
            f"{alias}: projects(first: 1) {{ edges {{ node {{ owner {{ ...f{n + 1} }} }} }} }}" for alias in "ab"
        )
        found += f" fragment f{n} on User {{ {twice} }}"
    return f"{found} fragment f{depth} on User {{ id }}"


def wide(aliases: int) -> str:
    """Return a document that asks for the same again and again."""
    fields = " ".join(f'a{n}: user(username: "student") {{ id }}' for n in range(aliases))
    return f"{{ {fields} }}"


NESTED = f'{{ user(username: "student") {{ ...f0 }} }} {fragments(16)}'


@pytest.mark.parametrize("query", [NESTED, wide(MOST_LEVELS + 1)])
async def test_it_is_refused_and_nothing_runs(as_student: Client, query: str) -> None:
    answer = await as_student.ask(query)

    assert answer["errors"] == [REFUSED]
    assert as_student.statements == []


@pytest.mark.parametrize(("aliases", "depth"), [(1, 16), (3, 4)])
async def test_a_payload_is_looked_at_before_anything_is_written(as_student: Client, aliases: int, depth: int) -> None:
    write = 'createProject(input: {title: "a"}) { project { owner { ...f0 } } }'
    writes = " ".join(f"m{n}: {write}" for n in range(aliases))
    query = f"mutation {{ {writes} }} {fragments(depth)}"

    answer = await as_student.ask(query)

    assert answer["errors"] == [REFUSED]
    assert await world.count(Project) == 0


@pytest.mark.parametrize(
    ("media_type", "status"), [("application/json", 200), ("application/graphql-response+json", 400)]
)
async def test_it_is_an_error_of_the_request(browser: HttpClient, media_type: str, status: int) -> None:
    response = await browser.post({"query": wide(MOST_LEVELS + 1)}, accept=media_type)

    assert response.status_code == status
    assert response.json() == {"errors": [REFUSED]}


async def test_what_is_only_large_is_answered(as_student: Client) -> None:
    answer = await as_student.ask(wide(MOST_LEVELS))

    assert "errors" not in answer
    assert answer["data"].keys() == {f"a{n}" for n in range(MOST_LEVELS)}
    assert as_student.path is Path.PLANNED
