"""Pictures of people: uploaded, then shown."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from domains.kit import pictures
from domains.kit.errors import Forbidden, NotFound
from domains.kit.ids import new_key
from domains.kit.viewer import Viewer
from domains.users import models
from domains.users.services import throttle


def upload(*, viewer: Viewer, content: bytes) -> models.Upload:
    """Keep a picture for a mutation to take.

    Raises:
        Unauthenticated, Forbidden, TooManyAttempts, NoPicture, PictureTooLarge
    """
    user_id = viewer.require_account()
    if not viewer.may_write:
        raise Forbidden("This token is for reading only.")
    throttle.UPLOAD_OF_ACCOUNT.count(str(user_id))
    recoded = ContentFile(pictures.recoded(content), name=f"{new_key().hex}.webp")
    return models.Upload.objects.create(user_id=user_id, file=recoded)


@transaction.atomic
def upload_avatar(*, viewer: Viewer, upload_id: UUID) -> models.User:
    """Let an uploaded picture stand for the viewer; the one before goes.

    Raises:
        Unauthenticated, NotFound
    """
    user = models.User.objects.select_for_update().get(pk=viewer.require_account())
    taken = models.Upload.objects.select_for_update().filter(pk=upload_id, user=user).first()
    if taken is None:
        raise NotFound("There is no such upload.", path=["input", "uploadId"])
    forget(user.profile_image.name)
    user.profile_image = taken.file.name
    user.save(update_fields=["profile_image", "updated_at"])
    taken.delete()
    return user


def forget(*names: str | None) -> None:
    """Delete files once the transaction has committed; a database can roll back, a disk cannot."""
    for name in filter(None, names):
        transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]


def files_of(user: models.User) -> list[str]:
    """Return the names of all files of somebody."""
    return [name for name in (user.profile_image.name, *user.uploads.values_list("file", flat=True)) if name]
