"""What goes wrong behind a socket: masked, waited for, or said; never a deaf socket, never a lost event."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction

from domains.projects.services import create_project
from domains.users.models import ApiToken
from tests.support import world
from tests.support.client import Client
from tests.support.live import connected, subscribed, token_of


async def asked(gateway: str, query: str, token: str | None = None) -> dict[str, object]:
    """Ask over a socket and return the answer."""
    async with connected(gateway, token=token) as socket:
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query}}))
        frame: dict[str, object] = json.loads(await socket.recv())
        return frame


async def test_errors_inside_an_event_have_codes_too(gateway: str, as_student: Client) -> None:
    project = await world.project(as_student)
    query = "subscription($p: ID!) { commentAdded(project: $p) { ... on CommentAdded { comment { %s } } } }"
    payload = {"query": query % "replies(first: 1000) { totalCount }", "variables": {"p": world.id_of(project)}}
    async with connected(gateway) as socket:
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        await socket.recv()

        await world.comment(as_student, project)

        told = json.loads(await socket.recv())["payload"]
        assert told["errors"][0]["extensions"] == {"code": "INVALID_PAGE"}


async def test_signing_out_over_a_socket_ends_its_token(gateway: str, as_student: Client) -> None:
    await asked(gateway, "mutation { logout { errors { code } } }", await token_of(as_student))

    assert await world.count(ApiToken) == 0


async def test_another_host_name_opens_no_socket(gateway: str) -> None:
    with pytest.raises(Exception, match="HTTP 403"):
        async with connected(gateway, host="elsewhere.example", origin="http://elsewhere.example"):
            pass


async def test_an_event_that_meets_a_fault_is_told_when_it_has_passed(gateway: str, as_student: Client) -> None:
    async with subscribed(gateway, "ActivityFeedLive", as_student) as ticker:
        await ticker.event()

        await asyncio.to_thread(create_while_who_asks_is_cut_off, as_student)

        event = await ticker.event()
        while event["__typename"] == "Checkpoint":
            event = await ticker.event()
        assert event["activity"]["actor"]["username"] == "student"
        assert event["activity"]["reference"]["title"] == "Heard after all"


def create_while_who_asks_is_cut_off(student: Client) -> None:
    """Make a project; end the connections that want to know who may hear of it; then let them know."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE users_userrelationship IN ACCESS EXCLUSIVE MODE")
            asyncio.run(elsewhere(student))
            waiting = 0
            while not waiting:
                cursor.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )
                [waiting] = cursor.fetchone()
    finally:
        connection.close()


async def elsewhere(student: Client) -> None:
    """Make the project on a connection of its own."""

    def create() -> None:
        try:
            create_project(viewer=student.viewer, values={"title": "Heard after all"})
        finally:
            connection.close()

    await sync_to_async(create, thread_sensitive=False)()
