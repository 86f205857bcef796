"""What clients say about what they share."""

from datetime import datetime

import strawberry


@strawberry.input(description="Who may read along in which conversation, and for how long.")
class ShareConversationInput:
    """A conversation and how it is shared."""

    conversation_id: strawberry.ID = strawberry.field(description="The id of the conversation.")
    is_public: bool = strawberry.field(
        default=False, description="Whether everybody may read along and find it; otherwise who has the link."
    )
    expires_at: datetime | None = strawberry.field(
        default=None, description="When that ends, a minute from now at least; null if never."
    )


@strawberry.input(description="In which conversation nobody is to read along any longer.")
class RevokeShareInput:
    """A conversation."""

    conversation_id: strawberry.ID = strawberry.field(description="The id of the conversation.")
