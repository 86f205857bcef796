"""Beginning to talk to a tool."""

from typing import Any

from domains.conversations import models
from domains.kit import ids
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused


async def start(person: Client, tool_id: str) -> dict[str, Any]:
    """Begin to talk to a tool, and return the payload."""
    payload: dict[str, Any] = (await person.run("StartConversation", input={"toolId": tool_id}))["startConversation"]
    return payload


async def test_a_conversation_begins_without_a_title(as_student: Client) -> None:
    tool = await world.tool("oracle")

    payload = await start(as_student, world.id_of(tool))

    stored = await models.Conversation.objects.aget()
    assert payload["errors"] == []
    assert payload["conversation"].pop("tool")["slug"] == "oracle"
    assert payload["conversation"] == {
        "id": world.id_of(stored),
        "title": "",
        "createdAt": stored.created_at.isoformat(),
        "updatedAt": stored.updated_at.isoformat(),
    }
    assert (stored.user_id, stored.tool_id) == (as_student.user.pk, tool.pk)


async def test_one_in_which_nothing_was_said_is_the_one(as_student: Client, as_teacher: Client) -> None:
    tool = await world.tool("oracle")
    first = await start(as_student, world.id_of(tool))
    others = await start(as_teacher, world.id_of(tool))

    again = await start(as_student, world.id_of(tool))

    assert again == first
    assert others["conversation"] != first["conversation"]
    assert await world.count(models.Conversation) == 2


async def test_once_something_was_said_another_one_begins(as_student: Client) -> None:
    first = await talk.talked(as_student)

    second = await talk.conversation(as_student)

    assert second != first
    assert await world.count(models.Conversation) == 2


async def test_a_tool_that_is_not_there_or_out_of_use(as_student: Client) -> None:
    gone = await world.tool("oracle", is_active=False)

    for tool_id in (world.id_of(gone), ids.encode("Tool", world.NOBODY)):
        assert await refused(as_student, "StartConversation", toolId=tool_id) == [("NOT_FOUND", "input.toolId")]


async def test_what_is_no_id_of_a_tool(as_student: Client) -> None:
    for wrong in ("", "oracle", world.id_of(as_student.user), "A" * 300):
        assert await refused(as_student, "StartConversation", toolId=wrong) == [("INVALID_ID", "input.toolId")]


async def test_who_has_not_signed_in_talks_to_nobody(as_anonymous: Client) -> None:
    tool = await world.tool("oracle")

    assert await refused(as_anonymous, "StartConversation", toolId=world.id_of(tool)) == [("UNAUTHENTICATED", "")]


async def test_what_was_said_to_a_tool_stays_when_it_goes_out_of_use(as_student: Client) -> None:
    where = await talk.talked(as_student)
    await change(await world.tool("pen"), is_active=False)
    await change(where.tool, is_active=False)

    shown = (await as_student.run("Conversation", id=world.id_of(where)))["conversation"]

    assert shown["tool"] is None
    assert [each["content"] for each in world.nodes(shown["messages"])] == ["Hello?", "Hello."]
