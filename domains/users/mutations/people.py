"""What people can do about themselves and each other."""

from typing import Annotated

import strawberry

from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
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


@strawberry.type(description="The answer to `updateSettings`.")
class UpdateSettingsPayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account, with its settings as they are now.")


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
def update_settings(
    viewer: Viewer,
    input: Annotated[inputs.UpdateSettingsInput, strawberry.argument(description="What to change.")],
) -> UpdateSettingsPayload:
    """Change your own settings; what is not named stays."""
    return UpdateSettingsPayload(user=services.update_settings(viewer=viewer, changes=given(input)))
