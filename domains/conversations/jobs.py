"""What runs for conversations in the background."""

from uuid import UUID

from procrastinate.contrib.django import app

from domains.conversations import services
from domains.conversations.services.replies.starting import QUEUE, TASK


@app.task(name=TASK, queue=QUEUE)
async def reply(message_id: str) -> None:
    """Write a reply. Run again, after its worker was killed, it ends what was begun."""
    await services.run_reply(UUID(message_id))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="end_forgotten_replies", pass_context=False)
def end_forgotten_replies(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Let no reply be open that nobody writes."""
    services.end_forgotten_replies()
