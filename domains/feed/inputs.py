"""What clients say about the feed."""

from enum import Enum

import strawberry


@strawberry.enum(description="Whose activities.")
class FeedScope(Enum):
    """Whose activities."""

    PUBLIC = strawberry.enum_value("public", description="Everybody's public ones.")
    FOLLOWING = strawberry.enum_value("following", description="Those of the people you follow.")
    MINE = strawberry.enum_value("mine", description="Your own.")
