"""Deleting a conversation, with all that was said in it."""

import pytest

from domains.conversations import models
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused

MODELS = (models.Conversation, models.Message, models.SharedChat)


async def test_it_goes_with_everything(as_student: Client, as_anonymous: Client) -> None:
    kept, gone = await talk.talked(as_student, "oracle"), await talk.talked(as_student, "pythia")
    shared = await talk.shared(as_student, gone, is_public=True)
    await talk.sent(as_student, gone)

    payload = await as_student.run("DeleteConversation", input={"conversationId": world.id_of(gone)})

    assert payload == {"deleteConversation": {"deletedId": world.id_of(gone), "errors": []}}
    assert [await world.count(model) for model in MODELS] == [1, 2, 0]
    assert await talk.messages(kept) != []
    assert await as_anonymous.run("SharedChat", token=str(shared.access_token)) == {"sharedChat": None}


@pytest.mark.parametrize("is_shared", [True, False])
async def test_who_listens_is_asked_anew(as_student: Client, is_shared: bool) -> None:
    where = await talk.talked(as_student)
    if is_shared:
        await talk.shared(as_student, where)
    before = await talk.told(where)

    await as_student.run("DeleteConversation", input={"conversationId": world.id_of(where)})

    assert set((await talk.told(where))[len(before) :]) == {("share_ended", str(where.pk))}


async def test_what_is_gone_is_not_found(as_student: Client) -> None:
    where = await talk.talked(as_student)
    await as_student.run("DeleteConversation", input={"conversationId": world.id_of(where)})

    reasons = await refused(as_student, "DeleteConversation", conversationId=world.id_of(where))

    assert reasons == [("NOT_FOUND", "input.conversationId")]


async def test_used_tokens_stay_used(as_student: Client) -> None:
    where = await talk.talked(as_student)
    await talk.used(as_student, 12)

    await as_student.run("DeleteConversation", input={"conversationId": world.id_of(where)})

    assert (await as_student.run("Conversations"))["viewer"]["tokensUsedToday"] == 12
