"""What a search shows, as HTML."""

from html import escape

# Characters for private use, which mean nothing to anybody: where a found word begins and where it ends.
FOUND, FOUND_END = "\ue000", "\ue001"


def excerpt_html(headline: str) -> str:
    """Return a headline as HTML that is safe to show: text and `<mark>`, nothing else."""
    return escape(headline.strip()).replace(FOUND, "<mark>").replace(FOUND_END, "</mark>")
