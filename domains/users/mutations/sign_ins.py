"""What people can do to sign in and out, and about their sign-ins."""

from typing import Annotated

import strawberry

from domains.kit import ids
from domains.kit.context import Context
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer
from domains.users import access, inputs, models, services


@strawberry.type(description="The answer to `login`.")
class LoginPayload(Payload):
    """A token and whose it is."""

    token: str | None = strawberry.field(
        default=None, description="The token for `Authorization: Bearer …`; it is shown this once."
    )
    viewer: models.User | None = written(of="User", description="The account that is signed in now.")


@strawberry.type(description="The answer to `logout`.")
class LogoutPayload(Payload):
    """Nothing but errors."""


@strawberry.type(description="The answer to `createToken`.")
class CreateTokenPayload(Payload):
    """A token and what is known of it."""

    token: str | None = strawberry.field(
        default=None, description="The token for `Authorization: Bearer …`; it is shown this once."
    )
    api_token: models.ApiToken | None = written(of="ApiToken", description="What is kept of it.")


@strawberry.type(description="The answer to `revokeToken`.")
class RevokeTokenPayload(Payload):
    """Nothing but errors."""


@strawberry.type(description="The answer to `endSession`.")
class EndSessionPayload(Payload):
    """Nothing but errors."""


@mutation
def login(
    context: Context, input: Annotated[inputs.LoginInput, strawberry.argument(description="Who signs in.")]
) -> LoginPayload:
    """Sign in, by user name or e-mail address. Browsers get a session cookie besides the token."""
    user, token = services.login(identifier=input.identifier, password=input.password, origin=context.session)
    context.session.sign_in(user.pk)
    context.viewer = access.viewer_of(user)
    return LoginPayload(token=token, viewer=user)


@mutation
def logout(context: Context) -> LogoutPayload:
    """Sign out: the token of this request ends, and the browser's session."""
    services.logout(viewer=context.viewer, token=context.session.token, origin=context.session)
    context.session.sign_out()
    context.viewer = Viewer.anonymous()
    return LogoutPayload()


@mutation
def create_token(
    context: Context, input: Annotated[inputs.CreateTokenInput, strawberry.argument(description="What it is for.")]
) -> CreateTokenPayload:
    """Make a token for a program of yours."""
    made, token = services.create_own_token(
        viewer=context.viewer,
        name=input.name,
        scopes=input.scopes,
        expires_at=input.expires_at,
        origin=context.session,
    )
    return CreateTokenPayload(token=token, api_token=made)


@mutation
def revoke_token(
    context: Context, input: Annotated[inputs.RevokeTokenInput, strawberry.argument(description="Which one.")]
) -> RevokeTokenPayload:
    """End one of your tokens: whoever has it is signed out."""
    token_id = ids.key_of("ApiToken", input.token_id, path=["input", "tokenId"])
    services.revoke_own_token(viewer=context.viewer, token_id=token_id, origin=context.session)
    return RevokeTokenPayload()


@mutation
def end_session(
    viewer: Viewer, input: Annotated[inputs.EndSessionInput, strawberry.argument(description="Which one.")]
) -> EndSessionPayload:
    """Sign one of your browsers out."""
    session_id = ids.key_of("UserSession", input.session_id, path=["input", "sessionId"])
    services.end_session(viewer=viewer, session_id=session_id)
    return EndSessionPayload()
