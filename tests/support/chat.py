"""Chats: tools that are connected to a provider, workers that write replies, readers who put together what is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Generic, Protocol, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings

from domains.catalog.models import Tool
from domains.configuration.rules import Setting
from domains.configuration.services import set_app_setting
from domains.conversations import models
from domains.kit import ids
from domains.users.access import viewer_of
from domains.users.models import User
from server.worker import worker
from tests.support import world
from tests.support.client import Client
from tests.support.live import PATIENCE_SECONDS, Subscriber, subscribed

ENDS = ("MessageCompleted", "MessageFailed")


@asynccontextmanager
async def working() -> AsyncIterator[None]:
    """Let this process write replies for as long as the block runs."""
    settings.RUN_WORKER = True
    try:
        async with worker():
            yield
    finally:
        settings.RUN_WORKER = False


async def connected_tool(url: str, behaviour: str = "says", slug: str = "oracle") -> Tool:
    """Put a tool into the catalogue that answers at an address; what it is to do is the name of its model."""
    return await world.tool(slug, api_endpoint=url, api_model=behaviour)


@sync_to_async
def set_setting(setting: Setting[Any], value: object) -> None:
    """Let staff set something."""
    staff = User.objects.filter(is_staff=True).first() or User.objects.create_user(
        "keeper", "keeper@example.org", is_staff=True
    )
    set_app_setting(viewer=viewer_of(staff), key=setting.key, value=str(value))


async def started(who: Client, tool: Tool) -> str:
    """Let somebody begin to talk to a tool, and return the conversation's id."""
    answer = await who.run("StartConversation", input={"toolId": ids.encode("Tool", tool.pk)})
    id: str = answer["startConversation"]["conversation"]["id"]
    return id


async def said(who: Client, conversation: str, content: str = "Hello?") -> str:
    """Let somebody say something, and return the reply's id."""
    answer = (await who.run("SendMessage", input={"conversationId": conversation, "content": content}))["sendMessage"]
    assert answer["errors"] == []
    id: str = answer["reply"]["id"]
    return id


async def stored(reply: str) -> models.Message:
    """Return a reply as it is stored."""
    return await models.Message.objects.aget(pk=ids.decode(reply)[1])


async def ended(reply: str) -> models.Message:
    """Wait until a reply has ended, and return it."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (found := await stored(reply)).status in models.OPEN:  # noqa: ASYNC110 - only the database knows
            await asyncio.sleep(0.02)
    return found


class Tells(Protocol):
    """What tells events, whatever brings them."""

    async def event(self) -> dict[str, Any]:
        """Wait for the next event."""


TellsT = TypeVar("TellsT", bound=Tells)


class Reader(Generic[TellsT]):
    """Somebody who reads along in a conversation, and puts together what they hear as clients are told to."""

    def __init__(self, subscriber: TellsT) -> None:
        self.subscriber = subscriber
        self.texts: dict[str, str] = {}
        self.heard: list[str] = []
        self.deltas: list[dict[str, Any]] = []

    async def next(self) -> dict[str, Any]:
        """Wait for what is told next, and take it in."""
        event = await self.subscriber.event()
        self.heard.append(event["__typename"])
        if event["__typename"] == "MessageDelta":
            self._add(event)
        elif event.get("message"):
            self.texts[event["message"]["id"]] = event["message"]["content"]
        return event

    def _add(self, delta: dict[str, Any]) -> None:
        self.deltas.append(delta)
        have = self.texts.get(delta["messageId"], "").encode("utf-16-le")
        assert delta["offset"] * 2 <= len(have), "a gap"
        self.texts[delta["messageId"]] = have[: delta["offset"] * 2].decode("utf-16-le") + delta["text"]

    async def until(self, *kinds: str) -> dict[str, Any]:
        """Read on until something of these kinds is told."""
        while True:
            event = await self.next()
            if event["__typename"] in kinds:
                return event

    async def has(self, reply: str, characters: int) -> None:
        """Read on until there are so many characters of a reply."""
        while len(self.texts.get(reply, "")) < characters:
            event = await self.next()
            assert event["__typename"] not in ENDS, event

    async def end(self) -> dict[str, Any]:
        """Read on until a reply has ended, and return it."""
        message: dict[str, Any] = (await self.until(*ENDS))["message"]
        return message


@asynccontextmanager
async def reading(address: str, who: Client, conversation: str, **variables: Any) -> AsyncIterator[Reader[Subscriber]]:
    """Let somebody read along in a conversation."""
    async with subscribed(address, "ConversationLive", who, id=conversation, **variables) as subscriber:
        reader = Reader(subscriber)
        assert (await reader.next())["__typename"] == "Checkpoint"
        yield reader
