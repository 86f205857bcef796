"""What the stories about conversations share: how they begin, what is said, how a reply ends, what is told of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from domains.catalog.models import Tool
from domains.configuration.rules import Setting
from domains.configuration.services import set_app_setting
from domains.conversations import models, rules, services
from domains.conversations.models import MessageStatus
from domains.kit import clock
from domains.kit.markdown import markdown_to_html
from tests.support import world
from tests.support.client import Client


@sync_to_async
def begun(person: Client, tool: Tool) -> models.Conversation:
    """Let somebody begin to talk to a tool."""
    return services.start_conversation(viewer=person.viewer, tool_id=tool.pk)


async def conversation(person: Client, slug: str = "oracle") -> models.Conversation:
    """Let somebody begin to talk to a tool of this name, which is put into the catalogue if it is not there."""
    tool = await Tool.objects.filter(slug=slug).afirst() or await world.tool(slug)
    return await begun(person, tool)


@sync_to_async
def sent(person: Client, where: models.Conversation, content: str = "Hello?", key: str | None = None) -> services.Sent:
    """Let somebody say something; the reply waits."""
    return services.send_message(viewer=person.viewer, conversation_id=where.pk, content=content, client_key=key)


@sync_to_async
def ended(reply: models.Message, content: str = "", status: str = MessageStatus.COMPLETE, **columns: Any) -> None:
    """Let a reply end, as its job would."""
    values = {
        "content": content,
        "content_html": markdown_to_html(content),
        "status": status,
        "completed_at": clock.now(),
    } | columns
    models.Message.objects.filter(pk=reply.pk).update(**values)


async def exchanged(person: Client, where: models.Conversation, content: str = "Hello?") -> services.Sent:
    """Let somebody say something, and the tool answer."""
    both = await sent(person, where, content)
    await ended(both.reply, "Hello.")
    return both


async def talked(person: Client, slug: str = "oracle", content: str = "Hello?") -> models.Conversation:
    """Let somebody talk to a tool, and the tool answer."""
    where = await conversation(person, slug)
    await exchanged(person, where, content)
    return where


@sync_to_async
def shared(
    person: Client, where: models.Conversation, *, is_public: bool = False, lasts: timedelta | None = None
) -> models.SharedChat:
    """Let somebody share a conversation."""
    until = None if lasts is None else clock.now() + lasts
    return services.share_conversation(
        viewer=person.viewer, conversation_id=where.pk, is_public=is_public, expires_at=until
    )


@sync_to_async
def kept(person: Client, prompt_text: str, *tools: Tool) -> models.FavoritePrompt:
    """Let somebody keep words for later."""
    return services.save_favorite_prompt(
        viewer=person.viewer, prompt_text=prompt_text, tools=[tool.pk for tool in tools]
    )


@sync_to_async
def limited(staff: Client, setting: Setting[int], most: int) -> None:
    """Let staff set a limit."""
    set_app_setting(viewer=staff.viewer, key=setting.key, value=str(most))


@sync_to_async
def used(person: Client, tokens: int, *, days_ago: int = 0) -> None:
    """Let somebody have used tokens on a day."""
    day = rules.day_of(clock.now() - timedelta(days=days_ago))
    models.TokenUse.objects.create(user=person.user, day=day, tokens=tokens)


@sync_to_async
def told(where: models.Conversation | UUID) -> list[tuple[str, str]]:
    """Return the kinds of what was announced of a conversation, each with the key that it names, in order."""
    key = where if isinstance(where, UUID) else where.pk
    with connection.cursor() as cursor:
        # What waits may move to the log at any moment: both in one statement.
        cursor.execute(
            "SELECT kind, payload->>'id' FROM (SELECT 1 AS part, position AS place, topic, kind, payload FROM live_log"
            " UNION ALL SELECT 2, id, topic, kind, payload FROM live_outbox) AS told"
            " WHERE topic = %s ORDER BY part, place",
            [rules.conversation_topic(key)],
        )
        return list(cursor.fetchall())


@sync_to_async
def queued() -> list[dict[str, Any]]:
    """Return what the jobs that wait are to write, in order."""
    jobs = ProcrastinateJob.objects.filter(task_name="conversations.reply", queue_name="replies").order_by("id")
    return list(jobs.values_list("args", flat=True))


@sync_to_async
def messages(where: models.Conversation) -> list[tuple[bool, str, str]]:
    """Return who said what, and how far it is, oldest first."""
    rows = models.Message.objects.filter(conversation=where).order_by("created_at", "pk")
    return list(rows.values_list("is_user", "content", "status"))
