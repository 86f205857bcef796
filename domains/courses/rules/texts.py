"""How long texts of courses may be, in characters."""

DESCRIPTION_LENGTH = 5_000
TITLE_LENGTH = 255
TAG_LENGTH = 50
MOST_TAGS = 20
LESSON_LENGTH = 100_000
FEEDBACK_LENGTH = 10_000
NOTES_LENGTH = 5_000
CODE_LENGTH = 50_000
PROMPT_LENGTH = 10_000
OPTION_LENGTH = 1_000
LANGUAGE_LENGTH = 50
MATERIAL_TITLE_LENGTH = 200
ADDRESS_LENGTH = 500
ELLIPSIS = "…"


def shortened(text: str, length: int) -> str:
    """Return a text, or as much of it as there is room for."""
    return text if len(text) <= length else text[: length - len(ELLIPSIS)].rstrip() + ELLIPSIS
