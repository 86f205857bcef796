"""Queries, mutations, and whatever cannot run, as streams: one result and the end."""

import json
from typing import Any

import httpx
import pytest

from domains.projects.models import Project
from tests.support import world
from tests.support.client import Client
from tests.support.faults import locked
from tests.support.live import broken, running, subscribed, token_of, until
from tests.support.sockets import unharmed
from tests.support.streams import PATH, STREAM, Listening, Sent, listening, requested


@pytest.mark.parametrize(
    ("query", "data"),
    [
        ("{ __typename }", {"__typename": "Query"}),
        ("{ viewer { username } }", {"viewer": {"username": "student"}}),
        ("{ explore(first: 1) { totalCount } }", {"explore": {"totalCount": 0}}),
        ('mutation { createProject(input: {title: "x"}) { errors { code } } }', {"createProject": {"errors": []}}),
    ],
)
async def test_a_query_or_a_mutation_is_one_result_and_the_end(
    gateway: str, as_student: Client, query: str, data: dict[str, Any]
) -> None:
    async with listening(gateway, query, token=await token_of(as_student)) as told:
        assert await told.result() == {"data": data}

    assert running().hub.size == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{"}, "SYNTAX"), ({"query": "\ud800"}, "SYNTAX"),
        ({"query": "{ nothing }"}, "INVALID_OPERATION"),
        ({"query": "query A { __typename } query B { __typename }"}, "INVALID_OPERATION"),
        ({"query": "{ __typename }", "operationName": "B"}, "INVALID_OPERATION"),
        ({"query": "query($id: ID!) { node(id: $id) { id } }"}, "INVALID_OPERATION"),
        ({"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": ["\ud800"]}}, "INVALID_OPERATION"),
        ({"query": "subscription($p: ID!) { commentAdded(project: $p) { __typename } }"}, "INVALID_OPERATION"),
        ({"query": "subscription { activityFeed(scope: NOBODY) { __typename } }"}, "INVALID_OPERATION"),
        ({"query": "subscription { a: activityFeed { __typename } b: activityFeed { __typename } }"},
         "INVALID_OPERATION"),
        ({"query": 'subscription { commentAdded(project: "\\ud800") { __typename } }'}, "SYNTAX"),
        ({"query": 'subscription { commentAdded(project: "x") { __typename } }'}, "INVALID_ID"),
        ({"query": 'subscription { activityFeed(after: "x") { __typename } }'}, "INVALID_CURSOR"),
        ({"query": "subscription($p: ID!) { commentAdded(project: $p) { __typename } }", "variables": {"p": "\ud800"}},
         "INVALID_ID"),
    ],
)  # fmt: skip
async def test_what_cannot_run_is_told_in_the_stream(
    gateway: str, as_student: Client, body: dict[str, Any], code: str
) -> None:
    content, headers = json.dumps(body).encode(), {"content-type": "application/json"}
    async with unharmed(gateway, as_student), requested(gateway, content=content, headers=headers) as response:
        assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, STREAM)
        assert await Listening(response).refusal() == code


async def test_what_can_be_answered_is_answered_beside_the_errors(gateway: str) -> None:
    async with listening(gateway, '{ node(id: "x") { id } __typename }') as told:
        answer = await told.result()

    assert answer["data"] == {"node": None, "__typename": "Query"}
    assert answer["errors"][0]["extensions"] == {"code": "INVALID_ID"}


async def test_accidents_are_masked(gateway: str) -> None:
    async with broken("projects_project"), listening(gateway, "{ explore { totalCount } }") as told:
        [error] = (await told.result())["errors"]

    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"]["code"] == "INTERNAL"


async def test_what_was_begun_to_be_written_is_written_though_nobody_waits_for_the_answer(
    gateway: str, as_student: Client
) -> None:
    token = await token_of(as_student)
    mutation = 'mutation { createProject(input: {title: "Written"}) { errors { code } } }'
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        async with locked("projects_project"):
            async with listening(gateway, mutation, token=token) as told:
                await told.block()
            await until(lambda: len(running().connections.all) == 1)

        assert (await ticker.event())["activity"]["reference"]["title"] == "Written"
    assert await world.count(Project) == 1


async def test_many_streams_of_one_connection_come_one_after_the_other(gateway: str) -> None:
    async with httpx.AsyncClient(base_url=f"http://{gateway}") as http:
        for _ in range(3):
            response = await http.post(PATH, json={"query": "{ __typename }"})
            [*_, answer, end] = [block for block in response.text.split("\n\n") if block]
            assert answer == 'event: next\ndata: {"data":{"__typename":"Query"}}'
            assert end == "event: complete\ndata:"

        assert (await http.post("/graphql", json={"query": "{ __typename }"})).status_code == 200


async def test_the_end_is_an_event_that_browsers_hear(gateway: str) -> None:
    async with listening(gateway, "{ __typename }") as told:
        await told.sent()

        assert await told.sent() == Sent("complete", None, "")
