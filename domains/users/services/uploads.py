"""What was uploaded: kept for a mutation to take, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from secrets import token_hex
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from domains.kit import files, pictures
from domains.kit.errors import Forbidden, Invalid, NotFound
from domains.kit.files import FileKind
from domains.kit.viewer import Viewer
from domains.users import models
from domains.users.services import throttle


@dataclass(frozen=True)
class Taken:
    """A file that a mutation took, which is its to keep from now on."""

    name: str
    kind: FileKind
    size: int


def upload(*, viewer: Viewer, content: bytes, kind: FileKind = files.PICTURE) -> models.Upload:
    """Keep a file for a mutation to take.

    Raises:
        Unauthenticated, Forbidden, TooManyAttempts, NoPicture, PictureTooLarge, NotOfItsKind
    """
    user_id = viewer.require_account()
    if not viewer.may_write:
        raise Forbidden("This token is for reading only.")
    throttle.UPLOAD_OF_ACCOUNT.count(str(user_id))
    kept = pictures.recoded(content) if kind is files.PICTURE else files.checked(content, kind)
    # Who has the address has the file: nobody guesses it.
    named = ContentFile(kept, name=f"{token_hex(16)}{kind.suffix}")
    return models.Upload.objects.create(user_id=user_id, file=named)


def take_upload(
    *, user_id: UUID, upload_id: UUID, path: Iterable[str], kinds: Collection[FileKind] = (files.PICTURE,)
) -> Taken:
    """Take what somebody uploaded, in the caller's transaction: the file is the caller's then, and no upload any more.

    Raises:
        NotFound: they uploaded no such thing, or it was taken.
        Invalid: it is of a kind that does not fit here.
    """
    row = models.Upload.objects.select_for_update().filter(pk=upload_id, user=user_id).first()
    if row is None:
        raise NotFound("There is no such upload.", path=path)
    name = str(row.file.name)
    kind = files.kind_of(name)
    if kind is None or kind not in kinds:
        raise Invalid(f"What fits here: {', '.join(each.word for each in kinds)}.", path=path)
    taken = Taken(name, kind, row.file.size)
    row.delete()
    return taken


def forget_files(*names: str | None) -> None:
    """Delete files once the transaction has committed; a database can roll back, a disk cannot."""
    for name in filter(None, names):
        transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]
