"""Queries and mutations over a socket: answered as over HTTP, each for itself."""

from typing import Any

import httpx
import pytest

from domains.projects.models import Project
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.faults import locked, until_reads_wait
from tests.support.live import broken, subscribed, token_of
from tests.support.sockets import FEED, introduced, unharmed

PROJECTS = "query Some($first: Int = 2) { explore(first: $first) { totalCount edges { cursor node { title } } } }"
TWO = "query One { __typename } query Other { viewer { username } }"
PARTIAL = 'query { node(id: "x") { id } explore(first: 1) { totalCount } }'
BY_ID = "query($id: ID!) { node(id: $id) { id } }"
WIDE = "{" + " ".join(f"a{n}: explore(first: 1) {{ totalCount }}" for n in range(150)) + "}"
ALIAS = "fragment F on Subscription { a: activityFeed { __typename } }"
CREATE = 'mutation { createProject(input: {title: "By socket"}) { errors { code } } }'


async def over_http(address: str, token: str | None, payload: dict[str, Any]) -> dict[str, Any]:
    """Ask over HTTP and return the answer."""
    async with httpx.AsyncClient(base_url=f"http://{address}") as http:
        response = await HttpClient(http).post(payload, token=token, accept="application/json")
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    "payload",
    [
        {"query": "{ __typename }"},
        {"query": "{ viewer { id username } }", "variables": None, "operationName": None, "extensions": None},
        {"query": PROJECTS, "variables": {}, "extensions": {"anything": True}},
        {"query": PROJECTS, "variables": {"first": 1}, "operationName": "Some"},
        {"query": TWO, "operationName": "Other"},
        {"query": "{ __schema { queryType { name fields { name } } } }"},
        {"query": PARTIAL},
        {"query": "{ a: explore(first: 1000) { totalCount } }"},
        {"query": 'mutation { createProject(input: {title: " "}) { project { id } errors { code message path } } }'},
        {"query": BY_ID, "variables": {"id": "\ud800"}},
    ],
)
async def test_a_result_is_the_same_as_over_http(gateway: str, as_student: Client, payload: dict[str, Any]) -> None:
    for title in ("One", "Two", "Three"):
        await world.project(as_student, title)
    token = await token_of(as_student)

    async with introduced(gateway, token=token) as peer:
        await peer.say("subscribe", id="1", payload=payload)
        answer = await peer.result("1")

    assert answer == await over_http(gateway, token, payload)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": ""}, "SYNTAX"), ({"query": " "}, "SYNTAX"), ({"query": "{"}, "SYNTAX"),
        ({"query": "\0"}, "SYNTAX"), ({"query": '{ node(id: "\ud800") { id } }'}, "SYNTAX"),
        ({"query": "{ __typename " * 3_000}, "SYNTAX"), ({"query": "{" * 100_000}, "SYNTAX"),
        ({"query": "{ nothing }"}, "INVALID_OPERATION"), ({"query": "{ explore { x } viewer }"}, "INVALID_OPERATION"),
        ({"query": "fragment F on Query { __typename }"}, "INVALID_OPERATION"),
        ({"query": BY_ID}, "INVALID_OPERATION"), ({"query": BY_ID, "variables": {"id": None}}, "INVALID_OPERATION"),
        ({"query": BY_ID, "variables": {"id": ["x"]}}, "INVALID_OPERATION"),
        ({"query": BY_ID, "variables": {"id": {"half": "\ud800"}}}, "INVALID_OPERATION"),
        ({"query": PROJECTS, "variables": {"first": 10**30}}, "INVALID_OPERATION"),
        ({"query": PROJECTS, "operationName": "Other"}, "INVALID_OPERATION"),
        ({"query": PROJECTS, "operationName": "\ud800"}, "INVALID_OPERATION"),
        ({"query": TWO}, "INVALID_OPERATION"), ({"query": TWO, "operationName": ""}, "INVALID_OPERATION"),
        ({"query": "{" + "viewer { id } " * 450 + "}"}, "INVALID_OPERATION"), ({"query": WIDE}, "TOO_COMPLEX"),
    ],
)  # fmt: skip
async def test_what_cannot_run_gets_the_errors_that_it_gets_over_http(
    gateway: str, as_student: Client, payload: dict[str, Any], code: str
) -> None:
    async with unharmed(gateway, as_student), introduced(gateway) as peer:
        await peer.ask("sibling", FEED)
        assert await peer.event("sibling") == "Checkpoint"

        await peer.say("subscribe", id="bad", payload=payload)

        refused = await peer.hear()
        assert (refused["id"], refused["type"]) == ("bad", "error")
        assert refused["payload"][0]["extensions"]["code"] == code
        if payload["query"]:
            assert refused["payload"] == (await over_http(gateway, None, payload))["errors"]
        assert await peer.is_silent()


async def test_which_of_two_operations_is_meant_is_asked(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("1", TWO)

        [error] = (await peer.hear())["payload"]
        assert error["message"] == "`operationName` is needed here: which one?"


async def test_what_can_be_answered_of_a_query_is_answered_beside_the_errors(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("1", PARTIAL)

        answer = await peer.result("1")
        assert answer["data"] == {"node": None, "explore": {"totalCount": 0}}
        assert [error["extensions"] for error in answer["errors"]] == [{"code": "INVALID_ID"}]


async def test_errors_have_codes_as_over_http(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("1", '{ node(id: "x") { id } }')

        assert (await peer.result("1"))["errors"][0]["extensions"] == {"code": "INVALID_ID"}


async def test_accidents_are_masked(gateway: str) -> None:
    async with broken("projects_project"), introduced(gateway) as peer:
        await peer.ask("1", "{ explore { totalCount } }")
        answer = await peer.result("1")

    [error] = answer["errors"]
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"]["code"] == "INTERNAL"
    assert list(error["extensions"]) == ["code", "traceId"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { a: activityFeed { __typename } b: activityFeed { __typename } }", "INVALID_OPERATION"),
        ("subscription { activityFeed { __typename } ...F } " + ALIAS, "INVALID_OPERATION"),
        ("subscription { __typename }", "INVALID_OPERATION"),
        ("subscription { activityFeed { __typename } __typename }", "INVALID_OPERATION"),
        ("subscription { activityFeed @skip(if: true) { __typename } }", "INVALID_OPERATION"),
        ("subscription($yes: Boolean = false) { activityFeed @include(if: $yes) { __typename } }", "INVALID_OPERATION"),
        ("subscription { activityFeed }", "INVALID_OPERATION"),
        ("subscription { activityFeed(scope: NOBODY) { __typename } }", "INVALID_OPERATION"),
        ("subscription($s: FeedScope!) { activityFeed(scope: $s) { __typename } }", "INVALID_OPERATION"),
        ("subscription($p: ID!) { commentAdded(project: $p) { __typename } }", "INVALID_OPERATION"),
        ('subscription { commentAdded(project: "x") { __typename } }', "INVALID_ID"),
        ('subscription($p: ID = "") { commentAdded(project: $p) { __typename } }', "INVALID_ID"),
    ],
)  # fmt: skip
async def test_a_subscription_has_one_root_field_and_arguments_that_fit(gateway: str, query: str, code: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("1", query)

        assert await peer.refusal("1") == code
        assert await peer.is_silent()


@pytest.mark.parametrize("value", ["\ud800", "\0", "x" * 10_000, 10**30, 1, "ä"])
async def test_a_value_that_nobody_means_is_its_subscriptions_affair(gateway: str, value: object) -> None:
    query = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }"
    async with introduced(gateway) as peer:
        await peer.ask("1", query, variables={"p": value})

        assert await peer.refusal("1") == "INVALID_ID"
        assert await peer.is_silent()


async def test_mutations_work_over_a_socket_and_their_subscription_hears_them(gateway: str, as_student: Client) -> None:
    async with (
        subscribed(gateway, "ActivityFeedLive") as ticker,
        introduced(gateway, token=await token_of(as_student)) as peer,
    ):
        await ticker.event()

        await peer.ask("m", CREATE)

        assert await peer.result("m") == {"data": {"createProject": {"errors": []}}}
        assert (await ticker.event())["activity"]["reference"]["title"] == "By socket"


async def test_what_was_begun_to_be_written_is_written_though_nobody_waits_for_the_answer(
    gateway: str, as_student: Client
) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as ticker:
        await ticker.event()
        async with introduced(gateway, token=await token_of(as_student)) as peer:
            await peer.ask("m", CREATE)
            await peer.say("complete", id="m")
            assert await peer.is_silent()

            assert (await ticker.event())["activity"]["reference"]["title"] == "By socket"
            await peer.ask("m", "{ explore(first: 1) { totalCount } }")
            assert await peer.result("m") == {"data": {"explore": {"totalCount": 1}}}

    assert await world.count(Project) == 1


async def test_a_slow_query_holds_up_nothing_else_of_its_socket(gateway: str, as_student: Client) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("feed", FEED)
        assert await peer.event("feed") == "Checkpoint"
        async with locked("catalog_tool"):
            await peer.ask("slow", "{ tools(first: 1) { totalCount } }")
            await until_reads_wait(1)

            await peer.ask("quick", "{ __typename }")
            assert await peer.result("quick") == {"data": {"__typename": "Query"}}
            await world.project(as_student)
            assert await peer.event("feed") == "ActivityAdded"

        assert await peer.result("slow") == {"data": {"tools": {"totalCount": 0}}}
