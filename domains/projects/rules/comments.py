"""What holds for comments."""

from domains.kit.markdown import markdown_to_html

COMMENT_LENGTH = 5_000
DEEPEST_COMMENT = 3
FLAG_NOTE_LENGTH = 500


def shown_html(content: str, is_deleted: bool) -> str:  # noqa: FBT001
    """Return a comment as safe HTML."""
    return "" if is_deleted else markdown_to_html(content)
