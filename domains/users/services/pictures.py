"""Pictures of people."""

from uuid import UUID

from django.db import transaction

from domains.kit.viewer import Viewer
from domains.users import models
from domains.users.services.uploads import forget_files, take_upload


@transaction.atomic
def upload_avatar(*, viewer: Viewer, upload_id: UUID) -> models.User:
    """Let an uploaded picture stand for the viewer; the one before goes.

    Raises:
        Unauthenticated, NotFound, Invalid
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    taken = take_upload(user_id=user.pk, upload_id=upload_id, path=["input", "uploadId"])
    forget_files(user.profile_image.name)
    user.profile_image = taken.name
    user.save(update_fields=["profile_image", "updated_at"])
    return user


def files_of(user: models.User) -> list[str]:
    """Return the names of all files of somebody."""
    return [name for name in (user.profile_image.name, *user.uploads.values_list("file", flat=True)) if name]
