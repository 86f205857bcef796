"""Variables of the wrong type: refused in the executor's own words, and nothing runs."""

from typing import Any

import pytest
from graphql import get_variable_values, parse

from domains.projects.models import Project
from schema.build import schema
from tests.support import world
from tests.support.client import Client, HttpClient

READ = """query ($first: Int, $order: ProjectOrder, $search: String) {
    explore(first: $first, order: $order, search: $search) { totalCount }
}"""
NODE = "query ($id: ID!) { node(id: $id) { id } }"
WRITE = "mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }"
WRONG: list[tuple[str, dict[str, Any]]] = [
    (READ, {"first": "three"}), (READ, {"first": 1.5}), (READ, {"first": 2**40}), (READ, {"first": [1, 2]}),
    (READ, {"order": "NO_ORDER"}), (READ, {"search": {"a": 1}}),
    (NODE, {}), (NODE, {"id": None}), (NODE, {"id": {"x": 1}}),
    (WRITE, {}), (WRITE, {"input": None}), (WRITE, {"input": {}}), (WRITE, {"input": {"title": 7}}),
    (WRITE, {"input": {"title": "a", "nothing": 1}}), (WRITE, {"input": "text"}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "variables"), WRONG)
async def test_it_is_said_as_the_executor_says_it(as_student: Client, query: str, variables: dict[str, Any]) -> None:
    definitions = parse(query).definitions[0].variable_definitions  # type: ignore[attr-defined]
    expected = get_variable_values(schema._schema, definitions, variables)  # noqa: SLF001

    answer = await as_student.ask(query, variables=variables)

    assert isinstance(expected, list)
    assert [error["message"] for error in answer["errors"]] == [error.message for error in expected]
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_OPERATION"}
    assert as_student.statements == []
    assert await world.count(Project) == 0


@pytest.mark.parametrize("query", [READ, WRITE])
async def test_it_is_an_error_of_the_request(browser: HttpClient, query: str) -> None:
    body = {"query": query, "variables": {"first": "three", "input": 1}}

    response = await browser.post(body, accept="application/graphql-response+json")

    assert response.status_code == 400
    assert response.json().keys() == {"errors"}
