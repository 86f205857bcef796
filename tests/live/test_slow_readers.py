"""A reader that stops harms only itself: the others hear on, and it hears everything later, or is told to come back."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction
from psycopg.errors import QueryCanceled
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from domains.kit.ids import new_key
from domains.kit.live import announce
from domains.projects import models, rules
from schema.documents import documents
from schema.telling import Told
from server.live import audience, counting, engine, outbox
from server.live.listener import Listener
from tests.support import world
from tests.support.client import Client
from tests.support.hearing import CHECKPOINT, Hearer, Names
from tests.support.live import PROTOCOL, Subscriber, subscribed

# The comment is long, and is told of so often that no buffer on the way holds it all.
LONG = "word " * 900
TIMES = 400


@asynccontextmanager
async def small(address: str, project: str, after: str | None = None) -> AsyncIterator[ClientConnection]:
    """Listen to a project's comments on a connection whose own buffers are small."""
    host, port = address.split(":")
    below = socket.socket()
    below.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
    below.connect((host, int(port)))
    variables = {"project": project, "after": after}
    payload = {"query": documents()["CommentAdded"].text, "variables": variables}
    async with connect(f"ws://{address}/graphql", sock=below, subprotocols=[PROTOCOL], max_queue=1) as client:
        await client.send(json.dumps({"type": "connection_init"}))
        await client.recv()
        await client.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        yield client


@sync_to_async
def tell(comment: models.Comment, times: int = TIMES) -> None:
    """Say again and again that a comment has changed."""
    with transaction.atomic():
        for _ in range(times):
            topic = rules.comments_topic(comment.project_id)
            announce(topic, rules.COMMENT_CHANGED, id=str(comment.pk))


async def cursors(recv: Any, number: int) -> list[str]:
    """Take so many events, and return their cursors."""
    found: list[str] = []
    async with asyncio.timeout(30):
        while len(found) < number:
            event = json.loads(await recv())["payload"]["data"]["commentAdded"]
            found += [] if event["__typename"] == "Checkpoint" else [event["cursor"]]
    return found


async def told(reader: Subscriber, number: int = TIMES) -> list[str]:
    """Take so many events of a steady reader."""
    return await cursors(reader.socket.recv, number)


async def test_who_stops_for_a_while_hears_everything_in_order_afterwards(gateway: str, as_student: Client) -> None:
    project = await world.project(as_student)
    comment, id = await world.comment(as_student, project, LONG), world.id_of(project)
    async with subscribed(gateway, "CommentAdded", project=id) as steady, small(gateway, id) as slow:
        await steady.event()
        await slow.recv()
        before = counting.slow.read()[()]
        slow.transport.pause_reading()

        await tell(comment)
        steadily = await told(steady)
        assert counting.slow.read()[()] > before
        slow.transport.resume_reading()

        assert await cursors(slow.recv, TIMES) == steadily


async def test_who_stops_for_too_long_is_told_so_and_comes_back_without_a_loss(
    gateway: str, as_student: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "STALL_SECONDS", 0.5)
    project = await world.project(as_student)
    comment, id = await world.comment(as_student, project, LONG), world.id_of(project)
    async with subscribed(gateway, "CommentAdded", project=id) as steady:
        await steady.event()
        async with small(gateway, id) as slow:
            [first] = [json.loads(await slow.recv())["payload"]["data"]["commentAdded"]["cursor"]]
            slow.transport.pause_reading()
            await tell(comment)
            steadily = await told(steady)
            await asyncio.sleep(1.0)  # longer than anybody may stall here
            slow.transport.resume_reading()
            heard, code = await until_closed(slow, first)

        async with small(gateway, id, after=heard[-1]) as again:
            rest = await cursors(again.recv, TIMES + 1 - len(heard))

    assert code == 4413
    assert [*heard[1:], *rest] == steadily


async def until_closed(slow: ClientConnection, first: str) -> tuple[list[str], int]:
    """Take what comes until the socket is closed, and return the cursors, and the code."""
    found = [first]
    while True:
        try:
            found += await cursors(slow.recv, 1)
        except ConnectionClosed as end:
            return found, end.rcvd.code if end.rcvd else 1006


class Heavy(Names):
    """Tells what takes the database longer than anybody waits for it."""

    async def told(self, events: Any, viewers: Any) -> list[Told]:  # noqa: ARG002
        """Fail, as a statement does whose time is over."""
        raise QueryCanceled


class Refused(Hearer):
    """Who listens until it is refused."""

    def refuse(self, errors: list[Any]) -> None:
        """Remember why."""
        self._heard.put_nowait(("0", errors[0]["extensions"]["code"]))


async def test_what_is_too_much_for_the_database_is_refused_rather_than_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audience, "TICK_SECONDS", 0.01)
    topic = f"heavy:{new_key()}"
    async with engine.running() as live, asyncio.timeout(10):
        hearer = Refused(live.log_id)
        listener = Listener(None, hearer, live.hub.position)
        live.hub.join(topic, Heavy(topic, live.log_id), listener)
        assert await hearer.event() == CHECKPOINT

        await sync_to_async(announced)(topic)

        assert await hearer.event() == "TOO_COMPLEX"


def announced(topic: str) -> None:
    """Announce something."""
    with transaction.atomic():
        announce(topic, "act", id="1")
