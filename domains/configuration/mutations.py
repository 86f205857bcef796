"""What staff can do with settings."""

from typing import Annotated

import strawberry

from domains.configuration import inputs, models, services
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `setAppSetting`.")
class SetAppSettingPayload(Payload):
    """The setting."""

    app_setting: models.AppSetting | None = written(of="AppSetting", description="The setting as it is now.")


@mutation
def set_app_setting(
    viewer: Viewer,
    input: Annotated[inputs.SetAppSettingInput, strawberry.argument(description="Which setting, and its new value.")],
) -> SetAppSettingPayload:
    """Set a setting; it holds at once, in every process. For staff."""
    return SetAppSettingPayload(app_setting=services.set_app_setting(viewer=viewer, key=input.key, value=input.value))
