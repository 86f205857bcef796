"""What people can do about themselves."""

from typing import Annotated

import strawberry

from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer
from domains.users import inputs, models, services


@strawberry.type(description="The answer to `updateSettings`.")
class UpdateSettingsPayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account, with its settings as they are now.")


@mutation
def update_settings(
    viewer: Viewer,
    input: Annotated[inputs.UpdateSettingsInput, strawberry.argument(description="What to change.")],
) -> UpdateSettingsPayload:
    """Change your own settings; what is not named stays."""
    return UpdateSettingsPayload(user=services.update_settings(viewer=viewer, changes=given(input)))
