"""Letting others read along."""

from typing import Annotated

import strawberry

from domains.conversations import inputs, models, services
from domains.conversations.mutations.conversations import conversation_key
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `shareConversation`.")
class ShareConversationPayload(Payload):
    """What is shared."""

    shared_chat: models.SharedChat | None = written(of="SharedChat", description="How others may read along now.")


@strawberry.type(description="The answer to `revokeShare`.")
class RevokeSharePayload(Payload):
    """The conversation."""

    conversation: models.Conversation | None = written(
        of="Conversation", description="The conversation, which is yours alone again."
    )


@mutation
def share_conversation(
    viewer: Viewer,
    input: Annotated[inputs.ShareConversationInput, strawberry.argument(description="Which one, with whom.")],
) -> ShareConversationPayload:
    """Let others read along in a conversation of yours, or change how they may; its link stays the same."""
    share = services.share_conversation(
        viewer=viewer,
        conversation_id=conversation_key(input.conversation_id),
        is_public=input.is_public,
        expires_at=input.expires_at,
    )
    return ShareConversationPayload(shared_chat=share)


@mutation
def revoke_share(
    viewer: Viewer, input: Annotated[inputs.RevokeShareInput, strawberry.argument(description="Which one.")]
) -> RevokeSharePayload:
    """Let nobody read along any longer: who does is cut off, and the link is dead for good."""
    conversation = services.revoke_share(viewer=viewer, conversation_id=conversation_key(input.conversation_id))
    return RevokeSharePayload(conversation=conversation)
