"""How much somebody may say, and ask for."""

from datetime import UTC, date, datetime, timedelta

from domains.configuration.rules import declare

MESSAGES_PER_MINUTE = declare(
    "conversations.messages_per_minute",
    20,
    "How many messages somebody can send in a minute.",
    accepts=lambda number: number >= 0,
)
OPEN_REPLIES = declare(
    "conversations.open_replies",
    5,
    "How many replies to somebody can be on their way at once.",
    accepts=lambda number: number >= 0,
)
TOKENS_PER_DAY = declare(
    "conversations.tokens_per_day",
    200_000,
    "How many tokens somebody can use in a day (UTC), asked and answered.",
    accepts=lambda number: number >= 0,
)
DEMONSTRATION_WORDS_PER_SECOND = declare(
    "conversations.demonstration_words_per_second",
    25.0,
    "How fast the demonstration speaks, where a tool is not connected.",
    accepts=lambda number: number > 0,
)
MOST_PROMPTS = declare(
    "conversations.most_prompts",
    500,
    "How many favourite prompts somebody can have.",
    accepts=lambda number: number >= 0,
)
# To how many tools a favourite prompt is put.
MOST_PROMPT_TOOLS = 20
# What is shared for less than that has run out before anybody has opened it.
SHORTEST_SHARE = timedelta(minutes=1)


def day_of(moment: datetime) -> date:
    """Return the day, in UTC, on which tokens that are used at a moment count."""
    return moment.astimezone(UTC).date()
