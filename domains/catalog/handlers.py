"""What happens to people that concerns the catalogue."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from domains.catalog import services
from domains.users.models import User


@receiver(pre_delete, sender=User)
def user_deleted(instance: User, **_: Any) -> None:
    """Let the account's favourites end, on whichever road it is deleted: no foreign key keeps a count."""
    services.forget_favorites(user_id=instance.pk)
