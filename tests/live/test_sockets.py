"""Who is behind a socket, and what it may ask."""

import asyncio
import json

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from tests.support import world
from tests.support.client import Client, HttpClient
from tests.support.live import PATIENCE_SECONDS, PROTOCOL, broken, connected, subscribed, token_of
from tests.support.sockets import opened

VIEWER = {"id": "1", "type": "subscribe", "payload": {"query": "{ viewer { username } }"}}


async def viewer_over(socket: ClientConnection) -> object:
    """Return who the gateway takes the socket for."""
    await socket.send(json.dumps(VIEWER))
    frame = json.loads(await socket.recv())
    assert frame["type"] == "next", frame
    return frame["payload"]["data"]["viewer"]


async def test_a_token_introduces_a_socket(gateway: str, as_student: Client) -> None:
    async with connected(gateway, token=await token_of(as_student)) as socket:
        assert await viewer_over(socket) == {"username": "student"}


async def test_a_browsers_session_introduces_a_socket(gateway: str, as_student: Client, browser: HttpClient) -> None:
    await browser.run("Login", input={"identifier": "student", "password": world.PASSWORD})
    cookie = f"sessionid={browser.http.cookies['sessionid']}"

    async with connected(gateway, cookie=cookie, origin=f"http://{gateway}") as socket:
        assert await viewer_over(socket) == {"username": "student"}


@pytest.mark.parametrize("cookie", ["", "sessionid=unknown", "sessionid", "=;;="])
async def test_a_socket_without_a_session_is_nobodys(gateway: str, cookie: str) -> None:
    async with connected(gateway, cookie=cookie) as socket:
        assert await viewer_over(socket) is None


@pytest.mark.parametrize("token", ["gwt_unknown", "", "\ud800", "\0", "x" * 100_000, 1, True, ["gwt"], {"token": ""}])
async def test_a_token_that_does_not_count_is_refused(gateway: str, token: object) -> None:
    async with opened(gateway) as peer:
        await peer.say("connection_init", payload={"token": token})

        assert await peer.closed() == (4403, "Forbidden")


async def test_an_accident_while_a_socket_is_introduced_is_no_silence(gateway: str) -> None:
    async with broken("users_apitoken"), opened(gateway) as peer:
        await peer.say("connection_init", payload={"token": "gwt_unknown"})

        assert await peer.closed() == (4500, "Internal server error")


async def test_a_page_of_another_site_opens_no_socket(gateway: str) -> None:
    with pytest.raises(InvalidStatus):
        async with connected(gateway, origin="https://elsewhere.example"):
            pass


async def test_there_is_one_place_for_sockets(gateway: str) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(f"ws://{gateway}/elsewhere", subprotocols=[PROTOCOL]):
            pass


async def test_two_subscriptions_of_one_socket_keep_apart(gateway: str, as_student: Client) -> None:
    projects = [await world.project(as_student, title) for title in ("One", "Two")]
    query = "subscription($p: ID!) { commentAdded(project: $p) { ... on CommentAdded { comment { content } } } }"
    async with connected(gateway) as socket:
        for number, project in enumerate(projects):
            payload = {"query": query, "variables": {"p": world.id_of(project)}}
            await socket.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
            await socket.recv()

        await world.comment(as_student, projects[1], "Two")
        await world.comment(as_student, projects[0], "One")

        heard = [json.loads(await socket.recv()) for _ in projects]
        said = {frame["id"]: frame["payload"]["data"]["commentAdded"]["comment"]["content"] for frame in heard}
        assert said == {"0": "One", "1": "Two"}


async def test_subscriptions_that_are_given_up_at_once_leave_the_socket_as_it_was(
    gateway: str, as_student: Client
) -> None:
    project = await world.project(as_student)
    query = "subscription($p: ID!) { commentAdded(project: $p) { __typename } }"
    payload = {"query": query, "variables": {"p": world.id_of(project)}}
    async with connected(gateway, token=await token_of(as_student)) as socket:
        for number in range(40):
            await socket.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
            await socket.send(json.dumps({"id": str(number), "type": "complete"}))

        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await viewer_over(socket) == {"username": "student"}


async def test_a_socket_that_is_cut_in_mid_event_hurts_nobody_and_loses_nothing(
    gateway: str, as_student: Client
) -> None:
    async with (
        subscribed(gateway, "ActivityFeedLive") as steady,
        subscribed(gateway, "ActivityFeedLive") as cut,
    ):
        await steady.event()
        await cut.event()
        for number in range(5):
            await world.project(as_student, f"Project {number}")
        await cut.event()
        cut.abort()
        for number in range(5, 8):
            await world.project(as_student, f"Project {number}")
        titles = [(await steady.event())["activity"]["reference"]["title"] for _ in range(8)]

    async with subscribed(gateway, "ActivityFeedLive", after=cut.cursor) as again:
        await again.event()
        rest = [(await again.event())["activity"]["reference"]["title"] for _ in range(7)]

    assert titles == [f"Project {number}" for number in range(8)]
    assert rest == titles[1:]
