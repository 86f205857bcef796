"""What clients say to sign in, and about their sign-ins."""

from datetime import datetime

import strawberry

from domains.users.models import TokenScope


@strawberry.input(description="Who signs in.")
class LoginInput:
    """Name and password."""

    identifier: str = strawberry.field(description="The user name or the e-mail address, in any letter case.")
    password: str = strawberry.field(description="The password.")


@strawberry.input(description="A new account.")
class RegisterInput:
    """Who wants an account."""

    username: str = strawberry.field(
        description="The user name: 1 to 40 letters of a to z, digits, hyphens, underscores."
    )
    email: str = strawberry.field(description="The e-mail address; a code is sent to it.")
    password: str = strawberry.field(description="The password.")
    full_name: str = strawberry.field(default="", description="The name as the person writes it.")


@strawberry.input(description="The code that was sent.")
class VerifyEmailInput:
    """An address and its code."""

    email: str = strawberry.field(description="The e-mail address.")
    code: str = strawberry.field(description="The code that was sent to it.")


@strawberry.input(description="Who forgot the password.")
class RequestPasswordResetInput:
    """An address."""

    email: str = strawberry.field(description="The e-mail address of the account.")


@strawberry.input(description="A new password, and the code that allows to set it.")
class ResetPasswordInput:
    """An address, its code, and a password."""

    email: str = strawberry.field(description="The e-mail address of the account.")
    code: str = strawberry.field(description="The code that was sent to it.")
    new_password: str = strawberry.field(description="The new password.")


@strawberry.input(description="A new password.")
class ChangePasswordInput:
    """The old one and the new one."""

    current_password: str = strawberry.field(description="The password until now.")
    new_password: str = strawberry.field(description="The new password.")


@strawberry.input(description="A new token.")
class CreateTokenInput:
    """What it is for."""

    name: str = strawberry.field(description="What you call it.")
    scopes: list[TokenScope] = strawberry.field(
        default_factory=lambda: [TokenScope.READ, TokenScope.WRITE], description="What it may do."
    )
    expires_at: datetime | None = strawberry.field(default=None, description="When it runs out; never, if null.")


@strawberry.input(description="Which token to end.")
class RevokeTokenInput:
    """A token."""

    token_id: strawberry.ID = strawberry.field(description="The id of the token.")


@strawberry.input(description="Which session to end.")
class EndSessionInput:
    """A session."""

    session_id: strawberry.ID = strawberry.field(description="The id of the session.")
