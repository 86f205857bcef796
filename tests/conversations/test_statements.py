"""Lists of conversations, messages, prompts and shares cost the same number of statements however long they are."""

import pytest

from domains.catalog.models import Tool
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.growth import costs_the_same


async def test_somebodys_conversations(as_student: Client) -> None:
    async def grow(number: int) -> None:
        where = await talk.talked(as_student, f"tool-{number}")
        await talk.shared(as_student, where, is_public=number % 2 == 0)

    async def ask() -> int:
        found = world.nodes((await as_student.run("Conversations"))["viewer"]["conversations"])
        assert all(each["tool"] and each["lastMessage"] and each["sharedChat"]["accessToken"] for each in found)
        return len(found)

    await costs_the_same(as_student, grow, ask)


async def test_the_messages_of_one(as_student: Client) -> None:
    where = await talk.conversation(as_student)

    async def grow(number: int) -> None:
        await talk.exchanged(as_student, where, f"{number}")

    async def ask() -> int:
        shown = (await as_student.run("Conversation", id=world.id_of(where)))["conversation"]
        return len(world.nodes(shown["messages"])) // 2

    await costs_the_same(as_student, grow, ask)


@pytest.mark.parametrize("reader", ["owner", "anonymous"])
async def test_what_is_shared(as_student: Client, as_anonymous: Client, reader: str) -> None:
    asks = as_student if reader == "owner" else as_anonymous

    async def grow(number: int) -> None:
        person = await world.person(f"person-{number}")
        await talk.shared(person, await talk.talked(person, f"tool-{number}"), is_public=True)

    async def ask() -> int:
        found = world.nodes((await asks.run("SharedChats"))["sharedChats"])
        assert all(each["conversation"]["lastMessage"]["content"] == "Hello." for each in found)
        return len(found)

    await costs_the_same(asks, grow, ask)


async def test_what_is_read_by_a_link(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.conversation(as_student)
    shared = await talk.shared(as_student, where)

    async def grow(number: int) -> None:
        await talk.exchanged(as_student, where, f"{number}")

    async def ask() -> int:
        shown = (await as_anonymous.run("SharedChat", token=str(shared.access_token)))["sharedChat"]
        return len(world.nodes(shown["conversation"]["messages"])) // 2

    await costs_the_same(as_anonymous, grow, ask)


async def test_favourite_prompts_with_their_tools(as_student: Client) -> None:
    async def grow(number: int) -> None:
        await talk.kept(as_student, f"Prompt {number}", await world.tool(f"tool-{number}"))

    async def ask() -> int:
        found = world.nodes((await as_student.run("FavoritePrompts"))["viewer"]["favoritePrompts"])
        assert all(each["tools"] for each in found)
        return len(found)

    await costs_the_same(as_student, grow, ask)


async def test_what_was_said_to_one_tool(as_student: Client) -> None:
    async def grow(number: int) -> None:
        await talk.talked(as_student)
        await talk.kept(as_student, f"Prompt {number}", await Tool.objects.aget(slug="oracle"))

    async def ask() -> int:
        tool = (await as_student.run("ToolConversations", slug="oracle"))["tool"]
        assert len(world.nodes(tool["viewerFavoritePrompts"])) == len(world.nodes(tool["viewerConversations"]))
        return len(world.nodes(tool["viewerConversations"]))

    await costs_the_same(as_student, grow, ask)


async def test_messages_by_their_ids_with_their_conversations(as_student: Client) -> None:
    ids: list[str] = []

    async def grow(number: int) -> None:
        both = await talk.exchanged(as_student, await talk.conversation(as_student, f"tool-{number}"))
        ids.append(world.id_of(both.reply))

    async def ask() -> int:
        fields = "content conversation { title openReply { id } lastMessage { id } sharedChat { id } }"
        document = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ id ... on Message {{ {fields} }} }} }}"
        answer = await as_student.ask(document, None, {"ids": ids})
        found = answer["data"]["nodes"]
        assert all(node["conversation"]["lastMessage"]["id"] == node["id"] for node in found)
        return len(found)

    await costs_the_same(as_student, grow, ask)
