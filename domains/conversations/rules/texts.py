"""What holds for the texts of conversations."""

from html import unescape
from uuid import UUID

from django.utils.html import strip_tags

from domains.kit.markdown import markdown_to_html

MESSAGE_LENGTH = 20_000
# A reply that grows beyond ends there.
REPLY_LENGTH = 100_000
PROMPT_LENGTH = 5_000
TITLE_LENGTH = 100
CLIENT_KEY_LENGTH = 64
# Roughly, for text in English: what stands in where a provider does not count.
CHARACTERS_PER_TOKEN = 4


def title_of(message: str) -> str:
    """Return the title that a conversation has from its first message: its first words, on one line."""
    # Of a title's length many times over: Markdown's own signs, and what is behind links, are no words.
    plain = unescape(strip_tags(markdown_to_html(message[: 20 * TITLE_LENGTH])))
    words = " ".join((plain if plain.strip() else message).split())
    if len(words) <= TITLE_LENGTH:
        return words
    head = words[: TITLE_LENGTH - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text has."""
    return tokens_of_length(len(text))


def tokens_of_length(length: int) -> int:
    """Return about how many tokens a text of so many characters has."""
    return -(-length // CHARACTERS_PER_TOKEN)


def token_of(text: str) -> UUID:
    """Return the access token that a text is; what is none is one that nobody has."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
