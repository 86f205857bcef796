"""What clients say about people."""

from domains.users.inputs.people import FollowInput, UnfollowInput, UpdateSettingsInput
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
    "ChangePasswordInput",
    "CreateTokenInput",
    "EndSessionInput",
    "FollowInput",
    "LoginInput",
    "RegisterInput",
    "RequestPasswordResetInput",
    "ResetPasswordInput",
    "RevokeTokenInput",
    "UnfollowInput",
    "UpdateSettingsInput",
    "VerifyEmailInput",
]
