"""What people can do to get an account and to keep it theirs."""

from typing import Annotated

import strawberry

from domains.kit.context import Context
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.users import access, inputs, models, services


@strawberry.type(description="The answer to `register`.")
class RegisterPayload(Payload):
    """Nothing but errors."""


@strawberry.type(description="The answer to `verifyEmail`.")
class VerifyEmailPayload(Payload):
    """A token and whose it is."""

    token: str | None = strawberry.field(
        default=None, description="The token for `Authorization: Bearer …`; it is shown this once."
    )
    viewer: models.User | None = written(of="User", description="The account, which is open and signed in now.")


@strawberry.type(description="The answer to `requestPasswordReset`.")
class RequestPasswordResetPayload(Payload):
    """Nothing but errors."""


@strawberry.type(description="The answer to `resetPassword`.")
class ResetPasswordPayload(Payload):
    """Nothing but errors."""


@strawberry.type(description="The answer to `changePassword`.")
class ChangePasswordPayload(Payload):
    """Whose."""

    viewer: models.User | None = written(of="User", description="Your account.")


@mutation
def register(
    context: Context, input: Annotated[inputs.RegisterInput, strawberry.argument(description="Who you are.")]
) -> RegisterPayload:
    """Ask for an account. A code is sent to the address, or a notice if it has an account; the answer is the same."""
    services.register(
        username=input.username,
        email=input.email,
        password=input.password,
        full_name=input.full_name,
        origin=context.session,
    )
    return RegisterPayload()


@mutation
def verify_email(
    context: Context, input: Annotated[inputs.VerifyEmailInput, strawberry.argument(description="The code.")]
) -> VerifyEmailPayload:
    """Open the account by the code that was sent, and sign in. A code is good for ten minutes, five tries, one use."""
    user, token = services.verify_email(email=input.email, code=input.code, origin=context.session)
    context.session.sign_in(user.pk)
    context.viewer = access.viewer_of(user)
    return VerifyEmailPayload(token=token, viewer=user)


@mutation
def request_password_reset(
    context: Context,
    input: Annotated[inputs.RequestPasswordResetInput, strawberry.argument(description="Which account.")],
) -> RequestPasswordResetPayload:
    """Have a code for a new password sent. The answer is the same when no account has the address."""
    services.request_password_reset(email=input.email, origin=context.session)
    return RequestPasswordResetPayload()


@mutation
def reset_password(
    context: Context,
    input: Annotated[inputs.ResetPasswordInput, strawberry.argument(description="The code and the password.")],
) -> ResetPasswordPayload:
    """Set a new password by the code that was sent. Every session and token of the account ends."""
    services.reset_password(email=input.email, code=input.code, password=input.new_password, origin=context.session)
    return ResetPasswordPayload()


@mutation
def change_password(
    context: Context,
    input: Annotated[inputs.ChangePasswordInput, strawberry.argument(description="The old and the new one.")],
) -> ChangePasswordPayload:
    """Change your password. Every session and token ends, but for the one of this request."""
    session = context.session
    user = services.change_password(
        viewer=context.viewer,
        current_password=input.current_password,
        new_password=input.new_password,
        token=session.token,
        key=session.key,
        origin=session,
    )
    if session.key:
        # A browser's session is bound to the password it began with.
        session.sign_in(user.pk)
    return ChangePasswordPayload(viewer=user)
