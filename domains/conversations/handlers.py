"""What happens to rows of this domain that those who listen must hear of."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from domains.conversations import services
from domains.conversations.models import SharedChat


@receiver(pre_delete, sender=SharedChat)
def share_deleted(instance: SharedChat, **_: Any) -> None:
    """Cut off who reads along, on whichever road a share ends: revoked, or gone with its conversation or account."""
    services.tell_end_of_share(instance.conversation_id)
