"""What clients say about people."""

from domains.users.inputs.profiles import (
    ApproveTeacherInput,
    DeleteAccountInput,
    SetArchetypeInput,
    UpdateProfileInput,
    UpdateSettingsInput,
    UploadAvatarInput,
)
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
    "ApproveTeacherInput",
    "BlockInput",
    "ChangePasswordInput",
    "CreateTokenInput",
    "DeleteAccountInput",
    "EndSessionInput",
    "FollowInput",
    "LoginInput",
    "MuteInput",
    "RegisterInput",
    "RequestPasswordResetInput",
    "ResetPasswordInput",
    "RevokeTokenInput",
    "SetArchetypeInput",
    "UnblockInput",
    "UnfollowInput",
    "UnmuteInput",
    "UpdateProfileInput",
    "UpdateSettingsInput",
    "UploadAvatarInput",
    "VerifyEmailInput",
]
