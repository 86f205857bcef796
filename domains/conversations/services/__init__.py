"""What people do with conversations: each verb is one transaction."""

from domains.conversations.services.conversations import (
    delete_conversation,
    rename_conversation,
    start_conversation,
)
from domains.conversations.services.messages import Sent, retry_reply, send_message, stop_reply
from domains.conversations.services.news import tell_end_of_share
from domains.conversations.services.prompts import (
    delete_favorite_prompt,
    save_favorite_prompt,
    update_favorite_prompt,
)
from domains.conversations.services.replies.forgotten import end_forgotten_replies
from domains.conversations.services.replies.running import run_reply
from domains.conversations.services.shares import end_shares, revoke_share, share_conversation

__all__ = [
    "Sent", "delete_conversation", "delete_favorite_prompt", "end_forgotten_replies", "end_shares",
    "rename_conversation", "retry_reply", "revoke_share", "run_reply", "save_favorite_prompt", "send_message",
    "share_conversation", "start_conversation", "stop_reply", "tell_end_of_share", "update_favorite_prompt",
]  # fmt: skip
