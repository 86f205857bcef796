"""Starting a reply: a place for it, and a job that writes it, both in the sender's transaction."""

from datetime import datetime

from procrastinate.contrib.django import app

from domains.conversations import models, rules
from domains.conversations.models import MessageStatus
from domains.conversations.services.news import tell_message

TASK, QUEUE = "conversations.reply", "replies"


def start_reply(conversation: models.Conversation, moment: datetime) -> models.Message:
    """Let the tool of a locked conversation answer, which has no open reply: once this transaction has committed."""
    reply = models.Message.objects.create(
        conversation=conversation,
        is_user=False,
        status=MessageStatus.WAITING,
        is_demonstration=not conversation.tool.api_endpoint,
        created_at=moment,
    )
    tell_message(reply, rules.REPLY_ADDED)
    app.configure_task(TASK, queue=QUEUE).defer(message_id=str(reply.pk))
    return reply
