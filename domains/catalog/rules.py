"""What holds in the catalogue, as pure functions."""

from domains.configuration.rules import declare

MOST_FAVORITES = declare(
    "catalog.most_favorites",
    500,
    "How many tools somebody can have among their favourites.",
    accepts=lambda number: number >= 0,
)
