"""What holds for a project's words and its page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from domains.kit.errors import Invalid, Refusal, Refusals, Required, TooLong
from domains.kit.text import plain_words

MOST_TOPICS = 20
TOPIC_LENGTH = 50
MOST_TOOLS = 20
MOST_CATEGORIES = 10
MOST_BLOCKS = 50
# Of all texts of a page together: rendering takes its time.
MOST_TEXT = 40_000

# Each kind of block, its text fields and how long they may be. `url` fields hold web addresses.
BLOCKS: Mapping[str, Mapping[str, int]] = {
    "cover": {"banner_url": 500, "title": 200},
    "text": {"content": 20_000},
    "image": {"url": 500, "caption": 500},
    "video": {"provider": 20, "video_id": 100},
    "mermaid": {"diagram": 10_000},
}
ADDRESSES = {"banner_url", "url"}
MAY_BE_EMPTY = {"caption", "banner_url"}

_is_address = URLValidator(schemes=["http", "https"])


def empty_content() -> dict[str, Any]:
    """Return a page without blocks."""
    return {"blocks": []}


def checked_topics(topics: Sequence[str]) -> list[str]:
    """Return the topics as they are stored: lower case, each once, in the order given.

    Raises:
        Invalid, TooLong, Required
    """
    cleaned = list(dict.fromkeys(plain_words(topic) for topic in topics))
    path = ["input", "topics"]
    if len(cleaned) > MOST_TOPICS:
        raise Invalid(f"A project has {MOST_TOPICS} topics at most.", path=path)
    if "" in cleaned:
        raise Required("A topic is not empty.", path=path)
    if any(len(topic) > TOPIC_LENGTH for topic in cleaned):
        raise TooLong(f"A topic has {TOPIC_LENGTH} characters at most.", path=path)
    return cleaned


def checked_content(blocks: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return the blocks as they are stored.

    Args:
        blocks: each with its `type` and its text fields.

    Raises:
        Refusals: what does not fit, each with the path of its block.
    """
    if len(blocks) > MOST_BLOCKS:
        raise Invalid(f"A project has {MOST_BLOCKS} blocks at most.", path=["input", "content"])
    if sum(len(block.get("content", "")) for block in blocks) > MOST_TEXT:
        raise TooLong(f"A page has {MOST_TEXT:,} characters of text at most.", path=["input", "content"])
    refusals = [
        refusal
        for number, block in enumerate(blocks)
        for name, longest in BLOCKS[block["type"]].items()
        if (refusal := _misfit(name, block[name], longest, ["input", "content", str(number), block["type"]]))
    ]
    if refusals:
        raise Refusals(refusals)
    return {"blocks": [dict(block) for block in blocks]}


def _misfit(name: str, value: str, longest: int, path: list[str]) -> Refusal | None:
    """Return why a text does not fit its place, if it does not."""
    if not value.strip():
        return None if name in MAY_BE_EMPTY else Required(f"`{name}` is needed here.", path=path)
    if len(value) > longest:
        return TooLong(f"`{name}` has {longest} characters at most.", path=path)
    if name in ADDRESSES:
        try:
            _is_address(value)
        except ValidationError:
            return Invalid("This is not a web address.", path=path)
    return None
