"""What happens to people that concerns courses."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from domains.courses.services import leaving
from domains.users.models import User


@receiver(pre_delete, sender=User)
def user_deleted(instance: User, **_: Any) -> None:
    """Let the account's seats and views end, on whichever road it is deleted: no foreign key keeps a count."""
    leaving.forget_person(user_id=instance.pk)
