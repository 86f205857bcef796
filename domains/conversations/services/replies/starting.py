"""Starting a reply: a place for it, and a job that writes it, both in the sender's transaction."""

from procrastinate.contrib.django import app

from domains.conversations import models, rules
from domains.conversations.models import MessageStatus
from domains.kit.live import announce

TASK, QUEUE = "conversations.reply", "replies"


def start_reply(conversation: models.Conversation) -> models.Message:
    """Let the tool of a locked conversation answer; it has no open reply."""
    reply = models.Message.objects.create(
        conversation=conversation,
        is_user=False,
        status=MessageStatus.WAITING,
        is_demonstration=not conversation.tool.api_endpoint,
    )
    announce(rules.conversation_topic(conversation.pk), rules.REPLY_ADDED, id=str(reply.pk))
    app.configure_task(TASK, queue=QUEUE).defer(message_id=str(reply.pk))
    return reply
