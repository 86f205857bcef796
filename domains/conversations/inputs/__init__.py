"""What clients say to talk to tools."""

from domains.conversations.inputs.conversations import (
    DeleteConversationInput,
    RenameConversationInput,
    StartConversationInput,
)
from domains.conversations.inputs.messages import RetryReplyInput, SendMessageInput, StopReplyInput
from domains.conversations.inputs.prompts import (
    DeleteFavoritePromptInput,
    SaveFavoritePromptInput,
    UpdateFavoritePromptInput,
)
from domains.conversations.inputs.shares import RevokeShareInput, ShareConversationInput

__all__ = [
    "DeleteConversationInput", "DeleteFavoritePromptInput", "RenameConversationInput", "RetryReplyInput",
    "RevokeShareInput", "SaveFavoritePromptInput", "SendMessageInput", "ShareConversationInput",
    "StartConversationInput", "StopReplyInput", "UpdateFavoritePromptInput",
]  # fmt: skip
