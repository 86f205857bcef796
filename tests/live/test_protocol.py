"""graphql-transport-ws to the letter: who may speak when, how operations begin and end, and that both still live."""

import pytest
from websockets.asyncio.client import connect

from server.live import socket
from tests.support import world
from tests.support.client import Client
from tests.support.faults import locked, until_reads_wait
from tests.support.live import running, subscribed
from tests.support.sockets import FEED, Peer, introduced, opened

SLOW = "{ explore(first: 1) { totalCount } }"
TYPENAME = {"data": {"__typename": "Query"}}


async def test_a_socket_is_acknowledged_once_it_is_introduced(gateway: str) -> None:
    async with opened(gateway) as peer:
        await peer.say("connection_init")

        assert await peer.hear() == {"type": "connection_ack"}
        assert peer.socket.subprotocol == "graphql-transport-ws"


@pytest.mark.parametrize("payload", [None, {}, {"token": None}, {"anything": [1, {"else": "x"}]}])
async def test_what_an_introduction_says_may_be_nothing_of_ours(gateway: str, payload: object) -> None:
    async with opened(gateway) as peer:
        await peer.say("connection_init", payload=payload)

        assert await peer.hear() == {"type": "connection_ack"}


async def test_who_asks_before_being_introduced_is_not_heard(gateway: str) -> None:
    async with opened(gateway) as peer:
        await peer.ask("1", "{ __typename }")

        assert await peer.closed() == (4401, "Unauthorized")


async def test_a_second_introduction_is_one_too_many(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.say("connection_init")

        assert await peer.closed() == (4429, "Too many initialisation requests")


async def test_two_introductions_at_once_are_one_too_many(gateway: str, as_student: Client) -> None:
    async with opened(gateway) as peer:
        for _ in range(2):
            await peer.say("connection_init")

        assert await peer.hear() == {"type": "connection_ack"}
        assert await peer.closed() == (4429, "Too many initialisation requests")


async def test_who_is_not_introduced_in_time_is_let_go(gateway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "INIT_SECONDS", 0.05)

    async with opened(gateway) as peer:
        assert await peer.closed() == (4408, "Connection initialisation timeout")


async def test_who_is_introduced_in_time_stays(gateway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "INIT_SECONDS", 0.3)
    async with opened(gateway) as late:
        monkeypatch.undo()
        async with introduced(gateway) as peer:
            assert (await late.closed())[0] == 4408

            assert await peer.is_silent()


@pytest.mark.parametrize("protocols", [["graphql-ws"], ["graphql-transport-ws-2", "chat"], None])
async def test_no_other_protocol_is_spoken(gateway: str, protocols: list[str] | None) -> None:
    async with connect(f"ws://{gateway}/graphql", subprotocols=protocols) as connection:  # type: ignore[arg-type]
        assert await Peer(connection).closed() == (4406, "Subprotocol not acceptable")
        assert connection.subprotocol is None


async def test_ours_is_chosen_among_others(gateway: str) -> None:
    protocols = ["graphql-ws", "graphql-transport-ws"]
    async with connect(f"ws://{gateway}/graphql", subprotocols=protocols) as connection:  # type: ignore[arg-type]
        assert connection.subprotocol == "graphql-transport-ws"


async def test_an_id_that_listens_is_taken(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask("one", FEED)
        assert await peer.event("one") == "Checkpoint"

        await peer.ask("one", "{ __typename }")

        assert await peer.closed() == (4409, "Subscriber for one already exists")


async def test_an_id_whose_query_still_runs_is_taken(gateway: str) -> None:
    async with introduced(gateway) as peer, locked("projects_project"):
        await peer.ask("one", SLOW)
        await until_reads_wait(1)

        await peer.ask("one", "{ __typename }")

        assert await peer.closed() == (4409, "Subscriber for one already exists")


async def test_an_id_that_was_just_given_is_taken(gateway: str) -> None:
    async with introduced(gateway) as peer:
        for _ in range(2):
            await peer.ask("one", FEED)

        assert (await peer.closed())[0] == 4409


@pytest.mark.parametrize("id", ["1", "é, 一", "👩‍👩‍👧", "two\nlines", " ", "null", "x" * 256])
async def test_an_id_is_free_again_once_its_operation_is_through(gateway: str, id: str) -> None:
    async with introduced(gateway) as peer:
        await peer.ask(id, "{ __typename }")
        assert await peer.result(id) == TYPENAME
        await peer.ask(id, "{ nothing }")
        assert await peer.refusal(id) == "INVALID_OPERATION"
        await peer.ask(id, FEED)
        assert await peer.event(id) == "Checkpoint"
        await peer.say("complete", id=id)

        await peer.ask(id, "{ __typename }")

        assert await peer.result(id) == TYPENAME


async def test_a_subscription_that_was_ended_tells_no_more(gateway: str, as_student: Client) -> None:
    async with introduced(gateway) as peer, subscribed(gateway, "ActivityFeedLive") as other:
        for id in ("ended", "going on"):
            await peer.ask(id, FEED)
            assert await peer.event(id) == "Checkpoint"
        await other.event()

        await peer.say("complete", id="ended")
        assert await peer.is_silent()
        await world.project(as_student)
        await other.event()

        assert await peer.event("going on") == "ActivityAdded"
        assert await peer.is_silent()


async def test_who_thinks_better_of_it_at_once_may_ask_again(gateway: str, as_student: Client) -> None:
    # Others than those before: how each is told is not known yet when it is ended.
    query = "subscription { again: activityFeed { __typename } }"
    async with introduced(gateway) as peer:
        for number in range(50):
            await peer.ask(f"{number}", query)
            await peer.say("complete", id=f"{number}")
        await peer.ask("stays", FEED)

        assert await peer.event("stays") == "Checkpoint"
        assert await peer.is_silent()
        assert running().hub.size == 1


async def test_ending_what_there_is_not_is_nothing(gateway: str) -> None:
    async with introduced(gateway) as peer:
        await peer.say("complete", id="never begun")

        assert await peer.is_silent()


async def test_an_answer_that_nobody_waits_for_is_not_sent(gateway: str) -> None:
    async with introduced(gateway) as peer:
        async with locked("projects_project"):
            await peer.ask("unwanted", SLOW)
            await until_reads_wait(1)
            await peer.say("complete", id="unwanted")
            assert await peer.is_silent()
        await until_reads_wait(0)

        await peer.ask("unwanted", "{ __typename }")
        assert await peer.result("unwanted") == TYPENAME
        await peer.ask("other", SLOW)
        assert await peer.result("other") == {"data": {"explore": {"totalCount": 0}}}
        assert await peer.is_silent()


@pytest.mark.parametrize(
    ("ping", "pong"),
    [
        ({}, {}), ({"payload": None}, {}), ({"payload": {}}, {"payload": {}}),
        ({"payload": {"at": 12, "é": ["x", None]}}, {"payload": {"at": 12, "é": ["x", None]}}),
        ({"payload": {"n": 10**30}}, {"payload": {"n": 10**30}}),
        ({"payload": {"half": "\ud800"}}, {"payload": {"half": "\ud800"}}),
    ],
)  # fmt: skip
async def test_a_ping_is_answered_with_what_it_says(
    gateway: str, ping: dict[str, object], pong: dict[str, object]
) -> None:
    async with opened(gateway) as peer:
        await peer.say("ping", **ping)
        before = await peer.hear()
        await peer.say("connection_init")
        await peer.hear()
        await peer.say("ping", **ping)

        assert before == await peer.hear() == {"type": "pong"} | pong


@pytest.mark.parametrize("pong", [{}, {"payload": None}, {"payload": {"x": 1}}])
async def test_a_pong_that_nobody_asked_for_is_nothing(gateway: str, pong: dict[str, object]) -> None:
    async with introduced(gateway) as peer:
        await peer.say("pong", **pong)

        assert await peer.is_silent()


async def test_who_says_nothing_is_asked_whether_they_are_there(gateway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with introduced(gateway) as peer, opened(gateway) as stranger:
        await running().connections.beat()
        assert await peer.is_silent()

        monkeypatch.setattr(socket, "SILENCE_SECONDS", 0.0)
        await running().connections.beat()

        assert await peer.hear() == {"type": "ping"}
        await peer.say("pong")
        assert await peer.is_silent()
        assert await stranger.is_silent()
