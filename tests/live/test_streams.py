"""graphql-sse: what a subscription tells, and what a query or a mutation comes to, as server-sent events."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from server.live import stream
from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.faults import locked, until_reads_wait
from tests.support.live import running, subscribed, token_of, until
from tests.support.sockets import FEED
from tests.support.streams import PATH, Listening, listening, requested

TOLD = """subscription($after: String) { activityFeed(after: $after) {
    __typename ... on LiveEvent { cursor } ... on ActivityAdded { activity { reference { ... on Project { title } } } }
} }"""
ROADS: list[dict[str, Any]] = [
    {"method": "POST", "path": PATH, "json": {"query": FEED}},
    {"method": "POST", "path": PATH, "json": {"query": FEED}, "headers": {"accept": "*/*"}},
    {"method": "POST", "path": "/graphql", "json": {"query": FEED}},
    {"method": "GET", "path": PATH, "params": {"query": FEED}},
    {"method": "GET", "path": PATH, "params": {"query": FEED}, "headers": {"accept": "*/*"}},
    {"method": "GET", "path": "/graphql", "params": {"query": FEED}},
]


def title(event: dict[str, Any]) -> str:
    return str(event["activity"]["reference"]["title"])


@pytest.mark.parametrize("road", ROADS)
async def test_a_subscription_is_told_as_a_stream(gateway: str, as_student: Client, road: dict[str, Any]) -> None:
    async with requested(gateway, **road) as response:
        told = Listening(response)
        assert (await told.event())["__typename"] == "Checkpoint"

        await world.project(as_student)

        assert (await told.event())["__typename"] == "ActivityAdded"

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "content-length" not in response.headers
    assert "content-encoding" not in response.headers


@pytest.mark.parametrize(
    "accept",
    [
        "application/json, text/event-stream", "text/event-stream, application/json", "text/event-stream;q=0.9, */*",
        "application/json", "*/*", "text/event-stream;q=0, application/json;q=0.1",
    ],
)  # fmt: skip
async def test_who_takes_json_alike_gets_json(gateway: str, accept: str) -> None:
    async with httpx.AsyncClient(base_url=f"http://{gateway}") as http:
        response = await HttpClient(http).post({"query": "{ __typename }"}, accept=accept)

    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_who_would_rather_have_a_stream_gets_one(gateway: str) -> None:
    accept = {"accept": "application/json;q=0.5, text/event-stream"}
    async with listening(gateway, "{ __typename }", path="/graphql", headers=accept) as told:
        assert await told.result() == {"data": {"__typename": "Query"}}


async def test_a_stream_begins_with_a_comment_that_says_when_to_come_back(gateway: str) -> None:
    async with listening(gateway, FEED) as told:
        opening = await told.block()

    assert opening == ["retry: 1000", ":"]


async def test_an_event_is_one_line_with_its_cursor(gateway: str, as_student: Client) -> None:
    async with listening(gateway, TOLD) as told:
        await told.block()
        checkpoint = await told.block()
        await world.project(as_student, "Two\nlines: 🎉")
        event = await told.block()

    for lines, kind in ((checkpoint, "Checkpoint"), (event, "ActivityAdded")):
        names = [line.partition(": ")[0] for line in lines]
        values = [line.partition(": ")[2] for line in lines]
        assert (names, values[0]) == (["event", "id", "data"], "next")
        payload = json.loads(values[2])["data"]["activityFeed"]
        assert (payload["__typename"], payload["cursor"]) == (kind, values[1])


async def test_a_stream_tells_what_a_socket_tells(gateway: str, as_student: Client, as_teacher: Client) -> None:
    project = await world.project(as_student)
    query = "subscription($p: ID!) { commentAdded(project: $p) { ... on LiveEvent { cursor } %s } }"
    told = "... on CommentAdded { comment { content author { username } } }"
    token = await token_of(as_student)
    async with listening(gateway, query % told, {"p": world.id_of(project)}, token=token) as thread:
        await thread.event()
        await world.comment(as_teacher, project, "Well made.")

        assert (await thread.event())["comment"] == {"content": "Well made.", "author": {"username": "teacher"}}


async def test_a_quiet_stream_says_that_it_goes_on(gateway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with listening(gateway, FEED) as told:
        await told.event()
        await running().connections.beat()
        monkeypatch.setattr(stream, "SILENCE_SECONDS", 0.0)

        for _ in range(2):
            await running().connections.beat()
            assert await told.block() == [":"]


async def test_a_stream_that_waits_for_its_answer_says_that_it_goes_on(
    gateway: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "SILENCE_SECONDS", 0.0)
    async with locked("projects_project"), listening(gateway, "{ explore(first: 1) { totalCount } }") as told:
        await told.block()
        await until_reads_wait(1)

        await running().connections.beat()

        assert await told.block() == [":"]


async def test_who_comes_back_says_by_the_last_id_where_to_go_on(gateway: str, as_student: Client) -> None:
    async with listening(gateway, TOLD) as told:
        await told.event()
        await world.project(as_student, "Before")
        await told.event()
        await world.project(as_student, "Last heard")
        last = (await told.event())["cursor"]
    for name in ("Meanwhile", "Meanwhile too"):
        await world.project(as_student, name)

    async with listening(gateway, TOLD, headers={"last-event-id": last}) as again:
        checkpoint = await again.event()
        missed = [title(await again.event()) for _ in range(2)]
        await world.project(as_student, "After")

        assert checkpoint == {"__typename": "Checkpoint", "cursor": last}
        assert [*missed, title(await again.event())] == ["Meanwhile", "Meanwhile too", "After"]


async def test_the_last_id_goes_before_what_the_operation_says(gateway: str, as_student: Client) -> None:
    cursors = []
    async with listening(gateway, TOLD) as told:
        cursors.append((await told.event())["cursor"])
        for name in ("One", "Two"):
            await world.project(as_student, name)
            cursors.append((await told.event())["cursor"])

    for after in (cursors[0], cursors[2], "nonsense"):
        async with listening(gateway, TOLD, {"after": after}, headers={"last-event-id": cursors[1]}) as again:
            assert (await again.event())["cursor"] == cursors[1]
            assert title(await again.event()) == "Two"
    async with listening(gateway, TOLD, {"after": cursors[0]}, headers={"last-event-id": ""}) as again:
        await again.event()
        assert title(await again.event()) == "One"


@pytest.mark.parametrize("last", ["x", "A" * 3_000, "\xe4", "1, 2"])
async def test_a_last_id_that_is_not_ours_is_refused_in_the_stream(gateway: str, last: str) -> None:
    headers = {"last-event-id": last.encode("latin-1")}
    async with requested(gateway, json={"query": TOLD}, headers=headers) as response:
        assert response.status_code == 200
        assert await Listening(response).refusal() == "INVALID_CURSOR"


async def test_who_may_not_see_a_project_is_told_as_if_there_was_none(
    gateway: str, as_student: Client, as_stranger: Client
) -> None:
    secret = await world.project(as_student, is_private=True)
    query, given = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }", {"p": world.id_of(secret)}
    for token in (None, await token_of(as_stranger)):
        async with listening(gateway, query, given, token=token) as told:
            assert await told.refusal() == "NOT_FOUND"
    async with listening(gateway, query, given, token=await token_of(as_student)) as told:
        assert (await told.sent()).payload == {"data": {"commentAdded": {"__typename": "Checkpoint"}}}


async def test_who_is_signed_out_is_told_so_at_the_end(gateway: str, as_student: Client) -> None:
    async with listening(gateway, FEED, token=await token_of(as_student)) as told:
        await told.event()
        await as_student.user.tokens.all().adelete()

        assert await told.refusal() == "UNAUTHENTICATED"

    await until(lambda: not running().connections.all)


async def test_nothing_is_left_of_who_hangs_up(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive") as witness:
        await witness.event()
        tasks = len(asyncio.all_tasks())
        for query in (FEED, TOLD):
            for _ in range(3):
                async with listening(gateway, query) as told:
                    await told.event()
                    assert running().hub.size == 2

                await until(lambda: running().hub.size == 1)
        await until(lambda: len(running().connections.all) == 1)
        await until(lambda: len(asyncio.all_tasks()) == tasks)


async def test_who_hangs_up_before_it_is_known_what_they_may_hear_leaves_nothing(
    gateway: str, as_student: Client
) -> None:
    project = await world.project(as_student)
    query, given = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }", {"p": world.id_of(project)}
    tasks = len(asyncio.all_tasks())
    async with locked("projects_project"):
        async with listening(gateway, query, given) as told:
            await told.block()
        await until(lambda: not running().connections.all)

    await until(lambda: len(asyncio.all_tasks()) == tasks)
    assert running().hub.size == 0
