"""What people can do about themselves and each other."""

from domains.users.mutations.accounts import (
    change_password,
    register,
    request_password_reset,
    reset_password,
    verify_email,
)
from domains.users.mutations.people import follow, unfollow, update_settings
from domains.users.mutations.sign_ins import create_token, end_session, login, logout, revoke_token

__all__ = [
    "change_password",
    "create_token",
    "end_session",
    "follow",
    "login",
    "logout",
    "register",
    "request_password_reset",
    "reset_password",
    "revoke_token",
    "unfollow",
    "update_settings",
    "verify_email",
]
