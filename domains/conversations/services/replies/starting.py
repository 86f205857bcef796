"""How a reply begins: its job is queued in the transaction of the message that it answers."""

from procrastinate.contrib.django import app

from domains.conversations import models

TASK = "conversations.reply"
QUEUE = "replies"


def start_reply(reply: models.Message) -> None:
    """Let a reply be written, once this transaction has committed."""
    app.configure_task(TASK, queue=QUEUE).defer(message_id=str(reply.pk))
