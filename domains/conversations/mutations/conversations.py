"""Beginning, naming and ending conversations."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.conversations import inputs, models, services
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `startConversation`.")
class StartConversationPayload(Payload):
    """The conversation."""

    conversation: models.Conversation | None = written(of="Conversation", description="The conversation.")


@strawberry.type(description="The answer to `renameConversation`.")
class RenameConversationPayload(Payload):
    """The conversation."""

    conversation: models.Conversation | None = written(of="Conversation", description="The conversation as it is now.")


@strawberry.type(description="The answer to `deleteConversation`.")
class DeleteConversationPayload(Payload):
    """The id of what is gone."""

    deleted_id: strawberry.ID | None = strawberry.field(
        default=None, description="The id of the conversation that is gone; null when it was refused."
    )


@mutation
def start_conversation(
    viewer: Viewer, input: Annotated[inputs.StartConversationInput, strawberry.argument(description="With whom.")]
) -> StartConversationPayload:
    """Begin to talk to a tool. While nothing was said in the one that you began before, it is that one."""
    tool_id = ids.key_of("Tool", input.tool_id, path=["input", "toolId"])
    return StartConversationPayload(conversation=services.start_conversation(viewer=viewer, tool_id=tool_id))


@mutation
def rename_conversation(
    viewer: Viewer,
    input: Annotated[inputs.RenameConversationInput, strawberry.argument(description="Which one, and how.")],
) -> RenameConversationPayload:
    """Call a conversation of yours something else. The same title changes nothing."""
    conversation = services.rename_conversation(
        viewer=viewer, conversation_id=conversation_key(input.conversation_id), title=input.title
    )
    return RenameConversationPayload(conversation=conversation)


@mutation
def delete_conversation(
    viewer: Viewer, input: Annotated[inputs.DeleteConversationInput, strawberry.argument(description="Which one.")]
) -> DeleteConversationPayload:
    """Delete a conversation of yours with all that was said in it, and whatever you shared of it."""
    services.delete_conversation(viewer=viewer, conversation_id=conversation_key(input.conversation_id))
    return DeleteConversationPayload(deleted_id=input.conversation_id)


def conversation_key(id: str) -> UUID:
    """Return the key of the conversation that an input names.

    Raises:
        InvalidId
    """
    return ids.key_of("Conversation", id, path=["input", "conversationId"])
