"""What conversations tell live."""

from typing import Annotated
from uuid import UUID

import strawberry
from django.db.models import UUIDField

from domains.conversations import access, models, rules
from domains.kit import ids
from domains.kit.expressions import given
from domains.kit.subscriptions import Checkpoint, Growing, LiveEvent, Resync, Shown, Topic, carried, subscription
from domains.kit.viewer import Viewer


@strawberry.type(description="Somebody said something, or the tool begins to reply.")
class MessageAdded(LiveEvent):
    """A new message."""

    message: models.Message | None = carried(
        of="Message", description="What was said; of a reply that has begun, what there is of it by now."
    )


@strawberry.type(
    description="The next piece of a reply. Who comes to a reply that grows is told all there is of it first, from 0."
)
class MessageDelta(LiveEvent):
    """A piece of a reply."""

    message_id: strawberry.ID = strawberry.field(description="The id of the reply, a `Message`.")
    offset: int = strawberry.field(
        description="Where the piece belongs, in UTF-16 code units, as JavaScript counts: it stands in place of all "
        "that you have of the reply from there on."
    )
    text: str = strawberry.field(description="The piece.")


@strawberry.type(description="A reply is whole, or was stopped by its reader.")
class MessageCompleted(LiveEvent):
    """The end of a reply."""

    message: models.Message | None = carried(of="Message", description="The whole reply, as it is stored.")


@strawberry.type(description="A reply came to no good end. What there was of it stays, and it can be retried.")
class MessageFailed(LiveEvent):
    """The end of a reply that failed."""

    message: models.Message | None = carried(
        of="Message", description="The reply, as far as it is stored, with its `failure`."
    )


@strawberry.type(description="The conversation is not what it was: it has another title.")
class ConversationChanged(LiveEvent):
    """A changed conversation."""

    conversation: models.Conversation | None = carried(of="Conversation", description="The conversation as it is now.")


ConversationEvent = Annotated[
    MessageAdded | MessageDelta | MessageCompleted | MessageFailed | ConversationChanged | Checkpoint | Resync,
    strawberry.union("ConversationEvent", description="What `conversation` tells."),
]


@subscription(of=ConversationEvent)
def conversation(
    viewer: Viewer,
    id: Annotated[strawberry.ID, strawberry.argument(description="The id of the conversation.")],
    token: Annotated[
        str | None,
        strawberry.argument(description="The `accessToken` of the link by which you came to it, if you came by one."),
    ] = None,
) -> Topic:
    """What is said in a conversation, and its replies as they grow.

    One that you do not see is refused as one that is not there; who came by a link is cut off when it ends.
    """
    key = ids.bound_key("Conversation", id, path=["id"])
    reached = access.reached_conversations(viewer, _bound(token))
    messages = models.Message.objects.filter(conversation__in=reached.filter(pk=key).values("pk"))
    return Topic(
        rules.conversation_topic(key.value),
        {
            rules.MESSAGE_ADDED: Shown(MessageAdded, "message", messages),
            rules.REPLY_ADDED: Shown(MessageAdded, "message", messages),
            rules.MESSAGE_COMPLETED: Shown(MessageCompleted, "message", messages),
            rules.MESSAGE_FAILED: Shown(MessageFailed, "message", messages),
            rules.CONVERSATION_CHANGED: Shown(ConversationChanged, "conversation", reached),
        },
        requires=reached,
        key=key,
        withdraws=frozenset({rules.SHARE_ENDED}),
        growing=Growing(
            event=MessageDelta,
            piece=_piece,
            begins=frozenset({rules.REPLY_ADDED}),
            ends=frozenset({rules.MESSAGE_COMPLETED, rules.MESSAGE_FAILED}),
            rows=models.Message.objects.filter(conversation=key, status__in=models.OPEN),
            column="content",
        ),
    )


def _bound(token: str | None) -> object:
    return None if token is None else given(token).map(rules.token_of, UUIDField())


def _piece(cursor: str, key: UUID, offset: int, text: str) -> MessageDelta:
    return MessageDelta(cursor=cursor, message_id=strawberry.ID(ids.encode("Message", key)), offset=offset, text=text)
