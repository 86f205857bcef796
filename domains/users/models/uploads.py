"""What was uploaded and waits to be used."""

from django.db import models

from domains.kit.models import Entity
from domains.users.models.accounts import User


class Upload(Entity):
    """A picture that somebody uploaded; a mutation takes it, or it goes after a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(upload_to="pictures")
