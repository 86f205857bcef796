"""Replies that nobody writes: whatever went wrong, none is left open."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from domains.conversations import models
from domains.conversations.models import ReplyFailure
from domains.conversations.services.replies import ending
from domains.conversations.services.replies.starting import TASK
from domains.kit import clock
from domains.kit.open_work import has_job

# A job that has just begun, or is to be begun again, may be on its way.
SPARED = timedelta(minutes=1)


def end_forgotten_replies() -> int:
    """End the replies that no job writes, and return how many those were."""
    still_open = models.Message.objects.filter(status__in=models.OPEN, created_at__lt=clock.now() - SPARED)
    forgotten = list(still_open.exclude(has_job(TASK, "message_id")).values_list("pk", flat=True))
    return sum(end_interrupted(message_id=key) for key in forgotten)


@transaction.atomic
def end_interrupted(*, message_id: UUID) -> bool:
    """End a reply that nobody will write, if it is open; return whether it was."""
    replies = models.Message.objects.select_related("conversation").select_for_update(no_key=True, of=("self",))
    reply = replies.filter(pk=message_id, status__in=models.OPEN).first()
    if reply is not None:
        ending.fail_locked(reply, ReplyFailure.INTERRUPTED)
    return reply is not None
