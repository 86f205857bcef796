"""What people can do about each other."""

from typing import Annotated

import strawberry

from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer
from domains.users import inputs, models, services


@strawberry.type(description="The answer to `follow`.")
class FollowPayload(Payload):
    """Whom."""

    user: models.User | None = written(of="User", description="The person who is followed now.")


@strawberry.type(description="The answer to `unfollow`.")
class UnfollowPayload(Payload):
    """Whom."""

    user: models.User | None = written(of="User", description="The person who is followed no longer.")


@strawberry.type(description="The answer to `mute`.")
class MutePayload(Payload):
    """Whom."""

    user: models.User | None = written(of="User", description="The person who is muted now.")


@strawberry.type(description="The answer to `unmute`.")
class UnmutePayload(Payload):
    """Whom."""

    user: models.User | None = written(of="User", description="The person who is heard again.")


@strawberry.type(description="The answer to `block`.")
class BlockPayload(Payload):
    """Nothing but errors: nobody sees whom they block."""


@strawberry.type(description="The answer to `unblock`.")
class UnblockPayload(Payload):
    """Whom."""

    user: models.User | None = written(of="User", description="The person whom you see again.")


@mutation
def follow(
    viewer: Viewer, input: Annotated[inputs.FollowInput, strawberry.argument(description="Whom to follow.")]
) -> FollowPayload:
    """Follow somebody: what they do comes into your feed. Following twice changes nothing."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return FollowPayload(user=services.follow(viewer=viewer, user_id=user_id))


@mutation
def unfollow(
    viewer: Viewer, input: Annotated[inputs.UnfollowInput, strawberry.argument(description="Whom to leave.")]
) -> UnfollowPayload:
    """Follow somebody no longer. Not following changes nothing."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return UnfollowPayload(user=services.unfollow(viewer=viewer, user_id=user_id))


@mutation
def mute(
    viewer: Viewer, input: Annotated[inputs.MuteInput, strawberry.argument(description="Whom to mute.")]
) -> MutePayload:
    """Keep somebody whom you follow out of your feed. Muting twice changes nothing."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return MutePayload(user=services.mute(viewer=viewer, user_id=user_id))


@mutation
def unmute(
    viewer: Viewer, input: Annotated[inputs.UnmuteInput, strawberry.argument(description="Whom to hear again.")]
) -> UnmutePayload:
    """Let somebody back into your feed. Unmuting somebody who is not muted changes nothing."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return UnmutePayload(user=services.unmute(viewer=viewer, user_id=user_id))


@mutation
def block(
    viewer: Viewer, input: Annotated[inputs.BlockInput, strawberry.argument(description="Whom to block.")]
) -> BlockPayload:
    """Block somebody: neither sees or reaches the other any more, and neither follows the other."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    services.block(viewer=viewer, user_id=user_id)
    return BlockPayload()


@mutation
def unblock(
    viewer: Viewer, input: Annotated[inputs.UnblockInput, strawberry.argument(description="Whom to block no longer.")]
) -> UnblockPayload:
    """Block somebody no longer. Who followed whom before stays ended."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return UnblockPayload(user=services.unblock(viewer=viewer, user_id=user_id))
