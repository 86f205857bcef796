"""Text that JSON can carry and no PostgreSQL text can hold: a mistake of the client's, no accident of ours."""

import json

import pytest

from domains.projects.models import Project
from schema.documents import documents
from tests.kit.lists import codes
from tests.support import world
from tests.support.client import Client, HttpClient

UNSTORABLE = pytest.mark.parametrize("text", ["a\0b", "\0", "a\ud800b"])


@UNSTORABLE
@pytest.mark.parametrize(
    ("operation", "given", "field"),
    [
        ("Login", {"password": world.PASSWORD}, "identifier"),
        ("Login", {"identifier": "student"}, "password"),
        ("UpdateSettings", {}, "theme"),
        ("CreateProject", {}, "title"),
    ],
)
async def test_a_mutation_refuses_it_before_anything_runs(
    as_student: Client, operation: str, given: dict[str, str], field: str, text: str
) -> None:
    answer = await as_student.answer(operation, input={**given, field: text})

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_OPERATION"]
    assert as_student.statements == []
    assert await world.count(Project) == 0


@UNSTORABLE
@pytest.mark.parametrize(
    ("operation", "argument"), [("User", "username"), ("Tool", "slug"), ("Tools", "search"), ("Explore", "after")]
)
async def test_a_query_refuses_it_before_anything_runs(
    as_student: Client, operation: str, argument: str, text: str
) -> None:
    answer = await as_student.answer(operation, **{argument: text})

    assert answer["data"] is None
    assert codes(answer) == ["INVALID_OPERATION"]
    assert as_student.statements == []


@pytest.mark.parametrize("text", [r"a\u0000b", r"a\ud800b"])
async def test_it_is_refused_in_the_document_itself_too(as_student: Client, text: str) -> None:
    answer = await as_student.ask(f'{{ user(username: "{text}") {{ username }} }}')

    assert answer["data"] is None
    assert codes(answer) in (["INVALID_OPERATION"], ["SYNTAX"])
    assert as_student.statements == []


@pytest.mark.parametrize("text", ["naïve", "日本語", "🎨", "a\tb\nc", "\x7f\u200b"])
async def test_any_other_text_is_only_unknown(as_student: Client, text: str) -> None:
    answer = await as_student.answer("User", username=text)

    assert answer == {"data": {"user": None}}


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])
async def test_it_is_refused_over_http_too(browser: HttpClient, text: str) -> None:
    asked = {"query": documents()["User"].text, "operationName": "User", "variables": {"username": text}}

    response = await browser.post(json.dumps(asked).encode())

    assert response.status_code == 200
    assert codes(response.json()) == ["INVALID_OPERATION"]
