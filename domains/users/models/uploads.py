"""What was uploaded and waits to be used."""

from typing import Any

from django.db import models

from domains.kit import files
from domains.kit.models import Entity
from domains.users.models.accounts import User


def place_of(_: Any, name: str) -> str:
    """Return where a file is kept: pictures are shown, everything else is handed out to be saved."""
    return f"{'pictures' if files.kind_of(name) is files.PICTURE else 'files'}/{name}"


class Upload(Entity):
    """A file that somebody uploaded; a mutation takes it, or it goes after a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(upload_to=place_of)
