"""The words under which conversations are announced."""

from uuid import UUID

CONVERSATION_CHANGED = "conversation_changed"
MESSAGE_ADDED = "message_added"
# A reply that will grow.
REPLY_ADDED = "reply_added"
MESSAGE_COMPLETED = "message_completed"
MESSAGE_FAILED = "message_failed"
# Told to nobody: whoever listened by what was shared is asked anew whether they may.
SHARE_ENDED = "share_ended"


def conversation_topic(conversation_id: UUID) -> str:
    """Return the topic under which everything about a conversation is announced."""
    return f"conversation:{conversation_id}"
