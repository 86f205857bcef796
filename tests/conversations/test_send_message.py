"""Saying something to a tool: the message and its empty reply are written, told and queued together, or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from domains.catalog.models import Tool
from domains.conversations import models, rules
from domains.kit import clock
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused, traces


async def send(person: Client, where: models.Conversation, content: str = "Hello?", **given: Any) -> dict[str, Any]:
    """Say something and return the payload."""
    input = {"conversationId": world.id_of(where), "content": content, **given}
    payload: dict[str, Any] = (await person.run("SendMessage", input=input))["sendMessage"]
    return payload


async def test_a_message_is_stored_as_written_with_a_reply_that_waits(as_student: Client) -> None:
    where = await talk.conversation(as_student)

    payload = await send(as_student, where, "What is *love*?")

    message, reply = payload["message"], payload["reply"]
    assert payload["errors"] == []
    assert message == {
        "id": message["id"],
        "isUser": True,
        "content": "What is *love*?",
        "contentHtml": "<p>What is <em>love</em>?</p>\n",
        "tokens": 4,
        "status": "COMPLETE",
        "failure": None,
        "isDemonstration": False,
        "createdAt": message["createdAt"],
        "completedAt": message["createdAt"],
        "conversation": {"id": world.id_of(where), "title": "What is love?"},
    }
    assert reply == {
        "id": reply["id"],
        "isUser": False,
        "content": "",
        "contentHtml": "",
        "tokens": 0,
        "status": "WAITING",
        "failure": None,
        "isDemonstration": True,
        "createdAt": reply["createdAt"],
        "completedAt": None,
    }
    assert message["createdAt"] < reply["createdAt"]


async def test_both_are_told_and_the_reply_is_queued(as_student: Client) -> None:
    where = await talk.conversation(as_student)

    both = await talk.sent(as_student, where)

    message, reply = str(both.message.pk), str(both.reply.pk)
    assert await talk.told(where) == [
        ("message_added", message),
        ("reply_added", reply),
        ("conversation_changed", str(where.pk)),
    ]
    assert await talk.queued() == [{"message_id": reply}]


async def test_the_first_message_gives_the_title_and_later_ones_do_not(as_student: Client) -> None:
    where = await talk.talked(as_student, content="  What is\n love? " + "Baby, don't hurt me. " * 10)
    before = await talk.told(where)

    payload = await send(as_student, where, "No more")

    title = payload["message"]["conversation"]["title"]
    assert title.startswith("What is love? Baby, don't hurt me.")
    assert title.endswith("…")
    assert len(title) <= 100
    told = await talk.told(where)
    assert [kind for kind, _ in told[len(before) :]] == ["message_added", "reply_added"]


async def test_a_title_that_was_given_stays(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    await as_student.run("RenameConversation", input={"conversationId": world.id_of(where), "title": "Music"})

    payload = await send(as_student, where)

    assert payload["message"]["conversation"]["title"] == "Music"


async def test_what_is_said_last_comes_first_in_the_list(as_student: Client) -> None:
    old, new = await talk.talked(as_student, "oracle"), await talk.talked(as_student, "pythia")
    assert await listed(as_student) == [new.pk, old.pk]

    await talk.sent(as_student, old)

    assert await listed(as_student) == [old.pk, new.pk]


async def listed(person: Client) -> list[Any]:
    """Return the keys of somebody's conversations, the latest first."""
    return [each.pk async for each in models.Conversation.objects.filter(user=person.user).order_by("-updated_at")]


async def test_what_is_said_later_comes_later_whatever_the_clock_says(as_student: Client) -> None:
    where = await talk.talked(as_student, content="First")

    with clock.at(clock.now() - timedelta(hours=1)):
        await talk.exchanged(as_student, where, "Second")

    assert [content for _, content, _ in await talk.messages(where)] == ["First", "Hello.", "Second", "Hello."]


async def test_the_same_key_again_says_it_once(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    first = await send(as_student, where, "Hello?", clientKey="a-1")
    before = await traces()

    # A reply is open: what was sent is answered all the same.
    again = await send(as_student, where, "Hello?", clientKey="a-1")

    assert again == first
    assert await traces() == before


async def test_the_same_key_is_answered_with_what_came_of_it(as_student: Client, as_staff: Client) -> None:
    where = await talk.conversation(as_student)
    first = await talk.sent(as_student, where, "Hello?", "a-1")
    await talk.ended(first.reply, "Hello.")
    await talk.exchanged(as_student, where, "And?")
    await change(await Tool.objects.aget(), is_active=False)
    await talk.limited(as_staff, rules.OPEN_REPLIES, 0)

    again = await send(as_student, where, "Hello?", clientKey="a-1")

    assert again["message"]["id"] == world.id_of(first.message)
    assert (again["reply"]["id"], again["reply"]["content"]) == (world.id_of(first.reply), "Hello.")


async def test_a_key_holds_in_its_conversation_only(as_student: Client) -> None:
    one, other = await talk.conversation(as_student, "oracle"), await talk.conversation(as_student, "pythia")
    await talk.sent(as_student, one, "Hello?", "a-1")

    payload = await send(as_student, other, "Hello?", clientKey="a-1")

    assert payload["errors"] == []
    assert await world.count(models.Message, client_key="a-1") == 2


async def test_one_reply_at_a_time(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    await talk.sent(as_student, where)

    reasons = await refused(as_student, "SendMessage", conversationId=world.id_of(where), content="And?")

    assert reasons == [("REPLY_IN_PROGRESS", "input.conversationId")]


async def test_a_tool_that_is_out_of_use_answers_nothing(as_student: Client) -> None:
    where = await talk.talked(as_student)
    await change(await Tool.objects.aget(), is_active=False)

    reasons = await refused(as_student, "SendMessage", conversationId=world.id_of(where), content="And?")

    assert reasons == [("TOOL_UNAVAILABLE", "input.conversationId")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", ("REQUIRED", "input.content")),
        (" \n\t\u3000", ("REQUIRED", "input.content")),
        ("x" * 20_001, ("TOO_LONG", "input.content")),
    ],
)
async def test_a_text_that_says_nothing_or_too_much(as_student: Client, content: str, reason: tuple[str, str]) -> None:
    where = await talk.conversation(as_student)

    reasons = await refused(as_student, "SendMessage", conversationId=world.id_of(where), content=content)

    assert reasons == [reason]


async def test_a_text_of_twenty_thousand_characters_fits(as_student: Client) -> None:
    where = await talk.conversation(as_student)

    payload = await send(as_student, where, "ß" * 20_000)

    assert payload["message"]["content"] == "ß" * 20_000
    assert payload["message"]["tokens"] == 5_000


@pytest.mark.parametrize(
    ("key", "reason"),
    [("", "REQUIRED"), (" ", "REQUIRED"), ("k" * 65, "TOO_LONG")],
)
async def test_a_key_that_is_none(as_student: Client, key: str, reason: str) -> None:
    where = await talk.conversation(as_student)

    reasons = await refused(
        as_student, "SendMessage", conversationId=world.id_of(where), content="Hello?", clientKey=key
    )

    assert reasons == [(reason, "input.clientKey")]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])
@pytest.mark.parametrize("field", ["content", "clientKey"])
async def test_text_that_nothing_can_hold_is_refused_before_anything_runs(
    as_student: Client, field: str, text: str
) -> None:
    where = await talk.conversation(as_student)
    before = await traces()

    answer = await as_student.answer(
        "SendMessage", input={"conversationId": world.id_of(where), "content": "Hello?", field: text}
    )

    assert answer["data"] is None
    assert as_student.statements == []
    assert await traces() == before


async def test_who_has_not_signed_in_says_nothing(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.conversation(as_student)

    reasons = await refused(as_anonymous, "SendMessage", conversationId=world.id_of(where), content="Hello?")

    assert reasons == [("UNAUTHENTICATED", "")]
