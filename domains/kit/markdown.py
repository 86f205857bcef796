"""Markdown, as people write it, to HTML that is safe to show."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").enable("strikethrough")


# What is shown again and again is short; a long text would fill the memory.
LONGEST_REMEMBERED = 5_000


def markdown_to_html(text: str) -> str:
    """Return Markdown as HTML that is safe to show: no scripts, no handlers, links to the web only."""
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _made(text)


def _made(text: str) -> str:
    return nh3.clean(_markdown.render(text), url_schemes={"http", "https", "mailto"}, url_relative="deny")


_remembered = lru_cache(maxsize=512)(_made)
