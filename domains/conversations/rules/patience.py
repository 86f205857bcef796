"""How long the platform waits for a provider."""

from collections.abc import Mapping
from typing import Any

from domains.configuration.rules import declare
from domains.kit.openai import Patience

CONNECT_SECONDS = declare(
    "conversations.connect_seconds",
    5.0,
    "How many seconds a provider of replies has to be reached.",
    accepts=lambda seconds: seconds > 0,
)
FIRST_TOKEN_SECONDS = declare(
    "conversations.first_token_seconds",
    30.0,
    "How many seconds a provider of replies has to begin its answer.",
    accepts=lambda seconds: seconds > 0,
)
IDLE_SECONDS = declare(
    "conversations.idle_seconds",
    20.0,
    "How many seconds a provider of replies can pause in the middle of its answer.",
    accepts=lambda seconds: seconds > 0,
)
REPLY_SECONDS = declare(
    "conversations.reply_seconds",
    300.0,
    "How many seconds a reply can take altogether.",
    accepts=lambda seconds: seconds > 0,
)
MOST_TRIES = 10
PROVIDER_TRIES = declare(
    "conversations.provider_tries",
    3,
    "How many times a provider of replies is asked until it begins to answer.",
    accepts=lambda number: 1 <= number <= MOST_TRIES,
)
# To be read together, in one statement.
PATIENCE = (CONNECT_SECONDS, FIRST_TOKEN_SECONDS, IDLE_SECONDS, REPLY_SECONDS, PROVIDER_TRIES)


def patience_of(values: Mapping[str, Any]) -> Patience:
    """Return the patience that the settings' values say, by key."""
    return Patience(*(values[each.key] for each in PATIENCE))
