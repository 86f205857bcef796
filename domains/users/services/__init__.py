"""What people do: register, sign in and out, follow, change what is theirs."""

from domains.users.services.accounts import (
    Registration,
    open_account,
    open_pending,
    open_service_account,
    register,
    verify_email,
)
from domains.users.services.audit import record
from domains.users.services.passwords import (
    change_password,
    request_password_reset,
    reset_password,
    send_password_code,
)
from domains.users.services.pictures import upload_avatar
from domains.users.services.profiles import approve_teacher, delete_account, set_archetype, update_profile
from domains.users.services.relationships import block, follow, mute, unblock, unfollow, unmute
from domains.users.services.settings import update_settings
from domains.users.services.sign_ins import (
    USE_PRECISION,
    create_own_token,
    create_token,
    end_session,
    forget_session,
    list_session,
    login,
    logout,
    remember_session,
    revoke_own_token,
    revoke_token,
    use_session,
    use_token,
)
from domains.users.services.uploads import Taken, forget_files, take_upload, upload

__all__ = [
    "USE_PRECISION",
    "Registration",
    "Taken",
    "approve_teacher",
    "block",
    "change_password",
    "create_own_token",
    "create_token",
    "delete_account",
    "end_session",
    "follow",
    "forget_files",
    "forget_session",
    "list_session",
    "login",
    "logout",
    "mute",
    "open_account",
    "open_pending",
    "open_service_account",
    "record",
    "register",
    "remember_session",
    "request_password_reset",
    "reset_password",
    "revoke_own_token",
    "revoke_token",
    "send_password_code",
    "set_archetype",
    "take_upload",
    "unblock",
    "unfollow",
    "unmute",
    "update_profile",
    "update_settings",
    "upload",
    "upload_avatar",
    "use_session",
    "use_token",
    "verify_email",
]
