"""Who comes to a conversation: its owner, and others as far as it is shared with them, on every road."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domains.conversations import models, services
from domains.kit import clock, ids
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import change, refused

EMPTY = {"totalCount": 0, "edges": []}
LISTS = """
query Lists($username: String!, $slug: String!) {
  user(username: $username) {
    conversations { totalCount edges { node { id } } }
    favoritePrompts { totalCount edges { node { id } } }
  }
  tool(slug: $slug) {
    viewerConversations { totalCount edges { node { id } } }
  }
  sharedChats { totalCount edges { node { id conversation { id messages { totalCount } } } } }
}
"""
# Ways in which a conversation is not shared with somebody: nothing is, it was, the link is another's.
Hiding = Callable[[Client, models.Conversation], Awaitable[str]]


async def never_shared(owner: Client, where: models.Conversation) -> str:
    return str(uuid4())


async def revoked(owner: Client, where: models.Conversation) -> str:
    shared = await talk.shared(owner, where, is_public=True)
    await owner.run("RevokeShare", input={"conversationId": world.id_of(where)})
    return str(shared.access_token)


async def run_out(owner: Client, where: models.Conversation) -> str:
    shared = await talk.shared(owner, where, is_public=True)
    await change(shared, expires_at=clock.now() - timedelta(seconds=1))
    return str(shared.access_token)


hidden = pytest.mark.parametrize("hide", [never_shared, revoked, run_out])


async def said(owner: Client, *, open_reply: bool = False) -> tuple[models.Conversation, services.Sent]:
    """Let somebody talk to a tool, and return where, and the last that was said."""
    where = await talk.conversation(owner)
    return where, await (talk.sent if open_reply else talk.exchanged)(owner, where)


async def roads(person: Client, owner: Client, where: models.Conversation, both: services.Sent) -> dict[str, Any]:
    """Return what somebody finds of a conversation without its link, by every road that there is."""
    keys = [world.id_of(each) for each in (where, both.message, both.reply)]
    keys += [ids.encode("SharedChat", each.pk) async for each in models.SharedChat.objects.filter(conversation=where)]
    lists = (await person.ask(LISTS, None, {"username": owner.user.username, "slug": "oracle"}))["data"]
    return {
        "conversation": (await person.run("Conversation", id=keys[0]))["conversation"],
        "nodes": (await person.run("Nodes", ids=keys))["nodes"],
        "each": [(await person.run("Node", id=key))["node"] for key in keys],
        "conversations": lists["user"] and lists["user"]["conversations"],
        "viewerConversations": lists["tool"]["viewerConversations"],
        "sharedChats": lists["sharedChats"],
    }


def nothing(found: dict[str, Any]) -> bool:
    """Whether somebody found nothing."""
    lists = [found[name] for name in ("conversations", "viewerConversations", "sharedChats")]
    return (
        found["conversation"] is None
        and set(found["nodes"]) | set(found["each"]) == {None}
        and all(each in (None, EMPTY) for each in lists)
    )


async def test_owners_come_to_theirs_on_every_road(as_student: Client) -> None:
    where, both = await said(as_student)

    found = await roads(as_student, as_student, where, both)

    keys = [world.id_of(each) for each in (where, both.message, both.reply)]
    listed = {"totalCount": 1, "edges": [{"node": {"id": keys[0]}}]}
    assert found["conversation"]["id"] == keys[0]
    assert [each["id"] for each in found["nodes"]] == [each["id"] for each in found["each"]] == keys
    assert (found["conversations"], found["viewerConversations"], found["sharedChats"]) == (listed, listed, EMPTY)


@hidden
async def test_others_come_to_it_on_no_road(as_student: Client, others: list[Client], hide: Hiding) -> None:
    where, both = await said(as_student)
    token = await hide(as_student, where)

    for other in others:
        assert nothing(await roads(other, as_student, where, both))
        assert await other.run("SharedChat", token=token) == {"sharedChat": None}


async def test_a_link_opens_no_other_road(as_student: Client, others: list[Client]) -> None:
    where, both = await said(as_student)
    await talk.shared(as_student, where)

    for other in others:
        assert nothing(await roads(other, as_student, where, both))


async def test_the_link_of_another_conversation_opens_that_one(as_student: Client, as_stranger: Client) -> None:
    mine, theirs = await talk.talked(as_student), await talk.talked(as_stranger, content="Mine!")
    await talk.shared(as_student, mine)
    other = await talk.shared(as_stranger, theirs)

    shown = (await as_student.run("SharedChat", token=str(other.access_token)))["sharedChat"]

    assert (shown["conversation"]["id"], shown["accessToken"]) == (world.id_of(theirs), None)


@pytest.mark.parametrize(
    "token", ["", "x", "0" * 32, "00000000-0000-0000-0000-000000000000", "é" * 36, "A" * 10_000, "' OR 1=1 --"]
)
async def test_what_is_no_token_opens_nothing(as_student: Client, as_anonymous: Client, token: str) -> None:
    await talk.shared(as_student, await talk.talked(as_student), is_public=True)

    assert await as_anonymous.answer("SharedChat", token=token) == {"data": {"sharedChat": None}}


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])
async def test_a_token_that_nothing_can_hold(as_anonymous: Client, text: str) -> None:
    assert (await as_anonymous.answer("SharedChat", token=text))["data"] is None
    assert as_anonymous.statements == []


@pytest.mark.parametrize("id", ["", "x", "A" * 300])
async def test_what_is_no_id_is_said_to_be_none(as_student: Client, id: str) -> None:
    for wrong in (id, world.id_of(as_student.user)):
        answer = await as_student.answer("Conversation", id=wrong)
        assert answer["data"] == {"conversation": None}
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_ID"


@pytest.mark.parametrize("blocker", ["owner", "reader"])
@pytest.mark.parametrize("is_public", [True, False])
async def test_a_block_is_passed_by_no_link(
    as_student: Client, as_stranger: Client, blocker: str, is_public: bool
) -> None:
    where, both = await said(as_student)
    shared = await talk.shared(as_student, where, is_public=is_public)
    one, other = (as_student, as_stranger) if blocker == "owner" else (as_stranger, as_student)
    await world.relate(one, other, "blocked")

    assert await as_stranger.run("SharedChat", token=str(shared.access_token)) == {"sharedChat": None}
    assert nothing(await roads(as_stranger, as_student, where, both))


async def test_what_a_closed_account_shared_is_shared_no_longer(as_student: Client, as_stranger: Client) -> None:
    where, both = await said(as_student)
    shared = await talk.shared(as_student, where, is_public=True)
    await change(as_student.user, is_active=False)

    assert await as_stranger.run("SharedChat", token=str(shared.access_token)) == {"sharedChat": None}
    assert nothing(await roads(as_stranger, as_student, where, both))


MUTATIONS: dict[str, dict[str, Any]] = {
    "SendMessage": {"conversationId": "where", "content": "Hello?"},
    "RenameConversation": {"conversationId": "where", "title": "Mine"},
    "DeleteConversation": {"conversationId": "where"},
    "ShareConversation": {"conversationId": "where", "isPublic": True},
    "RevokeShare": {"conversationId": "where"},
    "StopReply": {"messageId": "reply"},
    "RetryReply": {"messageId": "reply"},
}


@pytest.mark.parametrize("operation", MUTATIONS)
@pytest.mark.parametrize("is_public", [True, False])
async def test_nobody_does_anything_with_the_conversation_of_another(
    as_student: Client, others: list[Client], operation: str, is_public: bool
) -> None:
    where, both = await said(as_student, open_reply=operation == "StopReply")
    if operation == "RetryReply":
        await talk.ended(both.reply, status="stopped")
    await talk.shared(as_student, where, is_public=is_public)
    named = {"where": world.id_of(where), "reply": world.id_of(both.reply)}
    given = {name: named.get(str(value), value) for name, value in MUTATIONS[operation].items()}

    for other in others:
        reasons = await refused(other, operation, **given)
        place = f"input.{next(iter(given))}"
        assert reasons == [("NOT_FOUND", place) if other.user else ("UNAUTHENTICATED", "")]


@pytest.mark.parametrize("operation", MUTATIONS)
async def test_what_is_not_there_is_refused_alike(as_student: Client, operation: str) -> None:
    gone = {"where": ids.encode("Conversation", world.NOBODY), "reply": ids.encode("Message", world.NOBODY)}
    given = {name: gone.get(str(value), value) for name, value in MUTATIONS[operation].items()}
    place = next(iter(given))

    assert await refused(as_student, operation, **given) == [("NOT_FOUND", f"input.{place}")]
    for wrong in ("", "x", world.id_of(as_student.user)):
        assert await refused(as_student, operation, **given | {place: wrong}) == [("INVALID_ID", f"input.{place}")]
