"""What happens in conversations."""

from dataclasses import dataclass
from uuid import UUID

from domains.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class ConversationStarted(Event):
    """Somebody began to talk to a tool."""

    conversation_id: UUID
    tool_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """Somebody said something to a tool."""

    message_id: UUID
    conversation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplyCompleted(Event):
    """A tool has said all that it had to say."""

    message_id: UUID
    conversation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplyFailed(Event):
    """A reply came to no good end."""

    message_id: UUID
    conversation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConversationShared(Event):
    """Somebody let others read along."""

    conversation_id: UUID
    user_id: UUID
    is_public: bool
