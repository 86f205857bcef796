"""What is announced of a conversation, in the transaction of what it tells of."""

from uuid import UUID

from domains.conversations import models, rules
from domains.kit.live import announce


def tell_message(message: models.Message, kind: str) -> None:
    """Announce what became of a message."""
    announce(rules.conversation_topic(message.conversation_id), kind, id=str(message.pk))


def tell_change(conversation: models.Conversation) -> None:
    """Announce that the conversation is not what it was."""
    announce(rules.conversation_topic(conversation.pk), rules.CONVERSATION_CHANGED, id=str(conversation.pk))


def tell_end_of_share(conversation_id: UUID) -> None:
    """Announce that fewer may listen than before: whoever does is asked anew."""
    announce(rules.conversation_topic(conversation_id), rules.SHARE_ENDED, id=str(conversation_id))
