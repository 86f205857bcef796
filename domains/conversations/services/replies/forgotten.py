"""Replies that nobody writes: whatever went wrong, none is left open."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from domains.conversations import models
from domains.conversations.models import ReplyFailure
from domains.conversations.services.replies import ending
from domains.conversations.services.replies.starting import TASK
from domains.kit import clock

# A job that has just begun, or is to be begun again, may be on its way.
SPARED = timedelta(minutes=1)
FORGOTTEN = """
SELECT message.id FROM conversations_message AS message
WHERE message.status IN ('waiting', 'streaming') AND message.created_at < %s AND NOT EXISTS (
    SELECT FROM procrastinate_jobs AS job WHERE job.task_name = %s AND job.status IN ('todo', 'doing')
        AND job.args ->> 'message_id' = message.id::text
)
"""


def end_forgotten_replies() -> int:
    """End the replies that no job writes, and return how many those were."""
    forgotten = models.Message.objects.raw(FORGOTTEN, [clock.now() - SPARED, TASK])
    return sum(end_interrupted(message_id=message.pk) for message in forgotten)


@transaction.atomic
def end_interrupted(*, message_id: UUID) -> bool:
    """End a reply that nobody will write, if it is open; return whether it was."""
    replies = models.Message.objects.select_related("conversation").select_for_update(no_key=True, of=("self",))
    reply = replies.filter(pk=message_id, status__in=models.OPEN).first()
    if reply is not None:
        ending.fail_locked(reply, ReplyFailure.INTERRUPTED)
    return reply is not None
