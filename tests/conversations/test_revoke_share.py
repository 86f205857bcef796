"""Letting nobody read along any longer."""

from typing import Any

from domains.conversations import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import traces


async def revoke(person: Client, where: models.Conversation) -> dict[str, Any]:
    """Revoke what is shared of a conversation, and return the payload."""
    answer = await person.run("RevokeShare", input={"conversationId": world.id_of(where)})
    payload: dict[str, Any] = answer["revokeShare"]
    return payload


async def test_the_link_is_dead_and_who_listens_is_asked_anew(as_student: Client, others: list[Client]) -> None:
    where = await talk.talked(as_student)
    shared = await talk.shared(as_student, where, is_public=True)
    before = await talk.told(where)

    payload = await revoke(as_student, where)

    assert payload["errors"] == []
    assert payload["conversation"]["sharedChat"] is None
    assert await talk.told(where) == [*before, ("share_ended", str(where.pk))]
    for reader in others:
        assert await reader.run("SharedChat", token=str(shared.access_token)) == {"sharedChat": None}
        assert await reader.run("Conversation", id=world.id_of(where)) == {"conversation": None}


async def test_a_later_link_is_another_one(as_student: Client, as_anonymous: Client) -> None:
    where = await talk.talked(as_student)
    first = await talk.shared(as_student, where)
    await revoke(as_student, where)

    second = await talk.shared(as_student, where)

    assert second.access_token != first.access_token
    assert await as_anonymous.run("SharedChat", token=str(first.access_token)) == {"sharedChat": None}


async def test_where_nothing_is_shared_nothing_changes(as_student: Client) -> None:
    where = await talk.talked(as_student)
    before = await traces()

    payload = await revoke(as_student, where)

    assert (payload["errors"], payload["conversation"]["id"]) == ([], world.id_of(where))
    assert await traces() == before
