"""What clients say about people."""

from domains.users.inputs.profiles import UpdateSettingsInput
from domains.users.inputs.relationships import (
    BlockInput,
    FollowInput,
    MuteInput,
    UnblockInput,
    UnfollowInput,
    UnmuteInput,
)
from domains.users.inputs.sign_ins import (
    ChangePasswordInput,
    CreateTokenInput,
    EndSessionInput,
    LoginInput,
    RegisterInput,
    RequestPasswordResetInput,
    ResetPasswordInput,
    RevokeTokenInput,
    VerifyEmailInput,
)

__all__ = [
    "BlockInput",
    "ChangePasswordInput",
    "CreateTokenInput",
    "EndSessionInput",
    "FollowInput",
    "LoginInput",
    "MuteInput",
    "RegisterInput",
    "RequestPasswordResetInput",
    "ResetPasswordInput",
    "RevokeTokenInput",
    "UnblockInput",
    "UnfollowInput",
    "UnmuteInput",
    "UpdateSettingsInput",
    "VerifyEmailInput",
]
