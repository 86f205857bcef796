"""The demo conversations: loaded once however often, honest about who answers, and one of them for everybody."""

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command

from domains.catalog.models import Tool
from domains.conversations import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client

MODELS = (models.Conversation, models.Message, models.SharedChat, models.FavoritePrompt)


@pytest.fixture
async def loaded() -> None:
    await sync_to_async(call_command)("load_data")


async def test_loading_twice_changes_no_count(loaded: None) -> None:
    once = [await world.count(model) for model in MODELS]

    await sync_to_async(call_command)("load_data")

    assert [await world.count(model) for model in MODELS] == once == [2, 4, 1, 1]
    assert await talk.queued() == []


async def test_replies_say_that_the_gateway_answers_from_its_catalogue(loaded: None) -> None:
    async for reply in models.Message.objects.filter(is_user=False).select_related("conversation__tool"):
        tool: Tool = reply.conversation.tool
        assert reply.is_demonstration
        assert "This is a demonstration." in reply.content
        assert f"{tool.name} is not connected to this gateway" in reply.content
        assert tool.short_description in reply.content
        assert tool.source_url in reply.content


async def test_everybody_may_read_along_in_one(loaded: None, as_anonymous: Client) -> None:
    (found,) = world.nodes((await as_anonymous.run("SharedChats"))["sharedChats"])

    conversation = found["conversation"]
    assert conversation["user"]["username"] == "student"
    assert [each["isUser"] for each in world.nodes(conversation["messages"])] == [True, False]
    assert conversation["title"] == world.nodes(conversation["messages"])[0]["content"]


async def test_without_the_tools_nothing_is_said(as_student: Client) -> None:
    await sync_to_async(call_command)("load_data", "--shipped-only")

    assert [await world.count(model) for model in MODELS] == [0] * 4
