"""What people can do about themselves and each other."""

from domains.users.mutations.accounts import (
    change_password,
    register,
    request_password_reset,
    reset_password,
    verify_email,
)
from domains.users.mutations.profiles import (
    approve_teacher,
    delete_account,
    set_archetype,
    update_profile,
    update_settings,
    upload_avatar,
)
from domains.users.mutations.relationships import block, follow, mute, unblock, unfollow, unmute
from domains.users.mutations.sign_ins import create_token, end_session, login, logout, revoke_token

__all__ = [
    "approve_teacher",
    "block",
    "change_password",
    "create_token",
    "delete_account",
    "end_session",
    "follow",
    "login",
    "logout",
    "mute",
    "register",
    "request_password_reset",
    "reset_password",
    "revoke_token",
    "set_archetype",
    "unblock",
    "unfollow",
    "unmute",
    "update_profile",
    "update_settings",
    "upload_avatar",
    "verify_email",
]
