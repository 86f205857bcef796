"""What holds for projects and comments, as pure functions."""

from domains.projects.rules.comments import COMMENT_LENGTH, DEEPEST_COMMENT, FLAG_NOTE_LENGTH, shown_html
from domains.projects.rules.content import (
    BLOCKS,
    MOST_CATEGORIES,
    MOST_TOOLS,
    TOPIC_LENGTH,
    checked_content,
    checked_topics,
    empty_content,
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
from domains.projects.rules.search import FOUND, FOUND_END, excerpt_html
from domains.projects.rules.velocity import COMMENT_WEIGHT, HALF_LIFE, LIKE_WEIGHT, VIEW_WEIGHT, WINDOW

__all__ = [
    "BLOCKS", "COMMENT_ADDED", "COMMENT_CHANGED", "COMMENT_LENGTH", "COMMENT_WEIGHT", "DEEPEST_COMMENT",
    "FLAG_NOTE_LENGTH", "FOUND", "FOUND_END", "HALF_LIFE", "LIKE_WEIGHT", "MOST_CATEGORIES", "MOST_TOOLS",
    "PROJECT_CHANGED", "PROJECT_LIKES_CHANGED", "PROJECT_VIEWED", "TOPIC_LENGTH", "VIEW_WEIGHT",
    "WINDOW", "checked_content", "checked_topics", "comments_topic", "empty_content", "excerpt_html",
    "project_topic", "shown_html",
]  # fmt: skip
