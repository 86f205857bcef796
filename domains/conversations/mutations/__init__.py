"""What people can do with conversations and favourite prompts."""

from domains.conversations.mutations.conversations import (
    delete_conversation,
    rename_conversation,
    start_conversation,
)
from domains.conversations.mutations.messages import retry_reply, send_message, stop_reply
from domains.conversations.mutations.prompts import (
    delete_favorite_prompt,
    save_favorite_prompt,
    update_favorite_prompt,
)
from domains.conversations.mutations.shares import revoke_share, share_conversation

__all__ = [
    "delete_conversation", "delete_favorite_prompt", "rename_conversation", "retry_reply", "revoke_share",
    "save_favorite_prompt", "send_message", "share_conversation", "start_conversation", "stop_reply",
    "update_favorite_prompt",
]  # fmt: skip
