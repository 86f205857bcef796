"""What holds for conversations, as pure functions and plain words."""

from domains.conversations.rules.keys import KEYS, OTHER_KEYS, key_for, key_settings
from domains.conversations.rules.limits import (
    DEMONSTRATION_WORDS_PER_SECOND,
    MESSAGES_PER_MINUTE,
    MOST_PROMPT_TOOLS,
    MOST_PROMPTS,
    OPEN_REPLIES,
    SHORTEST_SHARE,
    TOKENS_PER_DAY,
    day_of,
)
from domains.conversations.rules.live import (
    CONVERSATION_CHANGED,
    MESSAGE_ADDED,
    MESSAGE_COMPLETED,
    MESSAGE_FAILED,
    REPLY_ADDED,
    SHARE_ENDED,
    conversation_topic,
)
from domains.conversations.rules.patience import PATIENCE, patience_of
from domains.conversations.rules.texts import (
    CLIENT_KEY_LENGTH,
    MESSAGE_LENGTH,
    PROMPT_LENGTH,
    REPLY_LENGTH,
    TITLE_LENGTH,
    estimated_tokens,
    title_of,
    token_of,
    tokens_of_length,
)

__all__ = [
    "CLIENT_KEY_LENGTH", "CONVERSATION_CHANGED", "DEMONSTRATION_WORDS_PER_SECOND", "KEYS", "MESSAGES_PER_MINUTE",
    "MESSAGE_ADDED", "MESSAGE_COMPLETED", "MESSAGE_FAILED", "MESSAGE_LENGTH", "MOST_PROMPTS", "MOST_PROMPT_TOOLS",
    "OPEN_REPLIES", "OTHER_KEYS", "PATIENCE", "PROMPT_LENGTH", "REPLY_ADDED", "REPLY_LENGTH", "SHARE_ENDED",
    "SHORTEST_SHARE", "TITLE_LENGTH", "TOKENS_PER_DAY", "conversation_topic", "day_of", "estimated_tokens", "key_for",
    "key_settings", "patience_of", "title_of", "token_of", "tokens_of_length",
]  # fmt: skip
