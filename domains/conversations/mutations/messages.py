"""Saying something to a tool, and deciding about its reply."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.conversations import inputs, models, services
from domains.conversations.mutations.conversations import conversation_key
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `sendMessage`.")
class SendMessagePayload(Payload):
    """The message and its reply."""

    message: models.Message | None = written(of="Message", description="What you said.")
    reply: models.Message | None = written(
        of="Message", description="The reply that is on its way: `conversation` tells live how it grows."
    )


@strawberry.type(description="The answer to `stopReply`.")
class StopReplyPayload(Payload):
    """The reply."""

    reply: models.Message | None = written(of="Message", description="The reply as it is now.")


@strawberry.type(description="The answer to `retryReply`.")
class RetryReplyPayload(Payload):
    """The new reply."""

    reply: models.Message | None = written(of="Message", description="The new reply, which is on its way.")


@mutation
def send_message(
    viewer: Viewer, input: Annotated[inputs.SendMessageInput, strawberry.argument(description="What to say.")]
) -> SendMessagePayload:
    """Say something in a conversation of yours; the tool's reply begins to grow."""
    sent = services.send_message(
        viewer=viewer,
        conversation_id=conversation_key(input.conversation_id),
        content=input.content,
        client_key=input.client_key,
    )
    return SendMessagePayload(message=sent.message, reply=sent.reply)


@mutation
def stop_reply(
    viewer: Viewer, input: Annotated[inputs.StopReplyInput, strawberry.argument(description="Which one.")]
) -> StopReplyPayload:
    """Let a reply to you grow no further; what there is of it stays. One that has ended stays as it is."""
    return StopReplyPayload(reply=services.stop_reply(viewer=viewer, message_id=_message(input.message_id)))


@mutation
def retry_reply(
    viewer: Viewer, input: Annotated[inputs.RetryReplyInput, strawberry.argument(description="Which one.")]
) -> RetryReplyPayload:
    """Ask anew for the last reply of a conversation of yours, if it failed or was stopped; the old one stays."""
    return RetryReplyPayload(reply=services.retry_reply(viewer=viewer, message_id=_message(input.message_id)))


def _message(id: str) -> UUID:
    return ids.key_of("Message", id, path=["input", "messageId"])
