"""What holds for projects and comments, as pure functions."""

from domains.projects.rules.comments import COMMENT_LENGTH, DEEPEST_COMMENT, FLAG_NOTE_LENGTH, shown_content, shown_html
from domains.projects.rules.content import (
    MOST_CATEGORIES,
    MOST_TOOLS,
    TOPIC_LENGTH,
    checked_content,
    checked_topics,
    clean_topic,
    empty_content,
    markdown_to_html,
)
from domains.projects.rules.live import (
    COMMENT_ADDED,
    COMMENT_CHANGED,
    PROJECT_CHANGED,
    PROJECT_LIKES_CHANGED,
    PROJECT_VIEWED,
    comments_topic,
    project_topic,
)

__all__ = [
    "COMMENT_ADDED",
    "COMMENT_CHANGED",
    "COMMENT_LENGTH",
    "DEEPEST_COMMENT",
    "FLAG_NOTE_LENGTH",
    "MOST_CATEGORIES",
    "MOST_TOOLS",
    "PROJECT_CHANGED",
    "PROJECT_LIKES_CHANGED",
    "PROJECT_VIEWED",
    "TOPIC_LENGTH",
    "checked_content",
    "checked_topics",
    "clean_topic",
    "comments_topic",
    "empty_content",
    "markdown_to_html",
    "project_topic",
    "shown_content",
    "shown_html",
]  # fmt: skip
