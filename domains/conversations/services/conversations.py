"""Conversations: how they begin, what they are called, how they end."""

from uuid import UUID

from django.db import transaction

from domains.catalog.models import Tool
from domains.conversations import access, models, rules
from domains.conversations.events import ConversationStarted
from domains.conversations.services.locks import locked_conversation, locked_person
from domains.conversations.services.news import tell_change, tell_end_of_share
from domains.kit.errors import NotFound, Required, TooLong
from domains.kit.events import emit
from domains.kit.viewer import Viewer


@transaction.atomic
def start_conversation(*, viewer: Viewer, tool_id: UUID) -> models.Conversation:
    """Begin to talk to a tool. While nothing was said in one that was begun, that is the one.

    Raises:
        Unauthenticated, NotFound
    """
    person = locked_person(viewer)
    tool = Tool.objects.visible_to(viewer).filter(pk=tool_id).first()
    if tool is None:
        raise NotFound("There is no such tool.", path=["input", "toolId"])
    silent = access.own_conversations(viewer).filter(tool=tool, messages=None).first()
    if silent is not None:
        return silent
    conversation = models.Conversation.objects.create(user=person, tool=tool)
    emit(ConversationStarted(conversation_id=conversation.pk, tool_id=tool.pk, user_id=person.pk))
    return conversation


@transaction.atomic
def rename_conversation(*, viewer: Viewer, conversation_id: UUID, title: str) -> models.Conversation:
    """Call a conversation of one's own something else. The same title changes nothing.

    Raises:
        Unauthenticated, NotFound, Required, TooLong
    """
    conversation = locked_conversation(viewer, conversation_id)
    words = " ".join(title.split())
    if not words:
        raise Required("A title says something.", path=["input", "title"])
    if len(words) > rules.TITLE_LENGTH:
        raise TooLong(f"A title has {rules.TITLE_LENGTH} characters at most.", path=["input", "title"])
    if words != conversation.title:
        conversation.title = words
        conversation.save(update_fields=["title", "updated_at"])
        tell_change(conversation)
    return conversation


@transaction.atomic
def delete_conversation(*, viewer: Viewer, conversation_id: UUID) -> None:
    """Delete a conversation of one's own with all that was said in it; whoever reads along is cut off.

    Raises:
        Unauthenticated, NotFound
    """
    conversation = locked_conversation(viewer, conversation_id)
    # Shared or not: its owner may listen elsewhere.
    tell_end_of_share(conversation.pk)
    conversation.delete()
