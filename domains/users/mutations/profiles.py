"""What people can do about themselves."""

from typing import Annotated

import strawberry

from domains.kit import ids
from domains.kit.context import Context
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer
from domains.users import inputs, models, services


@strawberry.type(description="The answer to `updateSettings`.")
class UpdateSettingsPayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account, with its settings as they are now.")


@strawberry.type(description="The answer to `updateProfile`.")
class UpdateProfilePayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account.")


@strawberry.type(description="The answer to `setArchetype`.")
class SetArchetypePayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account.")


@strawberry.type(description="The answer to `approveTeacher`.")
class ApproveTeacherPayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="The teacher.")


@strawberry.type(description="The answer to `uploadAvatar`.")
class UploadAvatarPayload(Payload):
    """Whose."""

    user: models.User | None = written(of="User", description="Your account.")


@strawberry.type(description="The answer to `deleteAccount`.")
class DeleteAccountPayload(Payload):
    """Nothing but errors."""


@mutation
def update_settings(
    viewer: Viewer,
    input: Annotated[inputs.UpdateSettingsInput, strawberry.argument(description="What to change.")],
) -> UpdateSettingsPayload:
    """Change your own settings; what is not named stays."""
    changes = given(input)
    if preferences := changes.get("notification_preferences"):
        changes["notification_preferences"] = given(preferences)
    return UpdateSettingsPayload(user=services.update_settings(viewer=viewer, changes=changes))


@mutation
def update_profile(
    viewer: Viewer,
    input: Annotated[inputs.UpdateProfileInput, strawberry.argument(description="What to change.")],
) -> UpdateProfilePayload:
    """Change your own profile; what is not named stays."""
    return UpdateProfilePayload(user=services.update_profile(viewer=viewer, changes=given(input)))


@mutation
def upload_avatar(
    viewer: Viewer,
    input: Annotated[inputs.UploadAvatarInput, strawberry.argument(description="Which picture.")],
) -> UploadAvatarPayload:
    """Let an uploaded picture stand for you; the one before is deleted."""
    upload_id = ids.key_of("Upload", input.upload_id, path=["input", "uploadId"])
    return UploadAvatarPayload(user=services.upload_avatar(viewer=viewer, upload_id=upload_id))


@mutation
def set_archetype(
    viewer: Viewer,
    input: Annotated[inputs.SetArchetypeInput, strawberry.argument(description="What kind of learner you are.")],
) -> SetArchetypePayload:
    """Say what kind of learner you are; the variables replace the old ones."""
    user = services.set_archetype(
        viewer=viewer,
        meta_category=input.meta_category,
        archetype=input.archetype,
        domain=input.domain,
        variables={each.key: each.value for each in input.variables},
    )
    return SetArchetypePayload(user=user)


@mutation
def approve_teacher(
    viewer: Viewer, input: Annotated[inputs.ApproveTeacherInput, strawberry.argument(description="Whom.")]
) -> ApproveTeacherPayload:
    """Let a teacher publish courses. Needs the right `users.approve_teacher`."""
    user_id = ids.key_of("User", input.user_id, path=["input", "userId"])
    return ApproveTeacherPayload(user=services.approve_teacher(viewer=viewer, user_id=user_id))


@mutation
def delete_account(
    context: Context, input: Annotated[inputs.DeleteAccountInput, strawberry.argument(description="The password.")]
) -> DeleteAccountPayload:
    """Delete your account with everything of it. Nothing brings it back."""
    services.delete_account(viewer=context.viewer, password=input.password, origin=context.session)
    context.session.sign_out()
    context.viewer = Viewer.anonymous()
    return DeleteAccountPayload()
