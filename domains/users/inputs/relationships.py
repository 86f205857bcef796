"""What clients say about each other."""

import strawberry


@strawberry.input(description="Whom to follow.")
class FollowInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")


@strawberry.input(description="Whom to follow no longer.")
class UnfollowInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")


@strawberry.input(description="Whom to keep out of the feed.")
class MuteInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")


@strawberry.input(description="Whom to let back into the feed.")
class UnmuteInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")


@strawberry.input(description="Whom to block.")
class BlockInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")


@strawberry.input(description="Whom to block no longer.")
class UnblockInput:
    """A person."""

    user_id: strawberry.ID = strawberry.field(description="The id of the person.")
