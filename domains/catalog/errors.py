"""Why the catalog domain refuses."""

from domains.kit.errors import Refusal


class TooManyFavorites(Refusal, code="TOO_MANY_FAVORITES"):
    """Nobody has more favourites than the platform allows."""
