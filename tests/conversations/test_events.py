"""What other domains hear of conversations: each thing once, and nothing of what was refused or already so."""

import pytest

from domains.conversations.events import ConversationShared, ConversationStarted, MessageSent
from domains.kit.events import Event, on
from tests.conversations import talk
from tests.support import world
from tests.support.client import Client
from tests.support.traces import refused

heard: list[Event] = []
for _event in (ConversationStarted, MessageSent, ConversationShared):
    on(_event)(heard.append)


@pytest.fixture(autouse=True)
def _silence() -> None:
    """Begin with nothing heard."""
    heard.clear()


async def test_a_beginning_a_message_and_a_share_are_heard_once(as_student: Client) -> None:
    where = await talk.conversation(as_student)
    await talk.conversation(as_student)
    both = await talk.sent(as_student, where, key="a-1")
    await talk.sent(as_student, where, key="a-1")
    await talk.shared(as_student, where, is_public=True)
    await talk.shared(as_student, where, is_public=True)

    key, user = where.pk, as_student.user.pk
    assert heard == [
        ConversationStarted(conversation_id=key, tool_id=where.tool_id, user_id=user),
        MessageSent(message_id=both.message.pk, conversation_id=key, user_id=user),
        ConversationShared(conversation_id=key, user_id=user, is_public=True),
    ]


async def test_nothing_is_heard_of_what_is_refused(as_student: Client, as_stranger: Client) -> None:
    where = world.id_of(await talk.conversation(as_student))
    heard.clear()

    await refused(as_student, "SendMessage", conversationId=where, content="")
    await refused(as_stranger, "SendMessage", conversationId=where, content="Hello?")
    await refused(as_stranger, "ShareConversation", conversationId=where)

    assert heard == []
