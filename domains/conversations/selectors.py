"""Reads of conversations, of what is shared of them, and of favourite prompts."""

from typing import Any

from django.db.models import Case, DateField, IntegerField, OuterRef, Subquery, TextField, UUIDField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Least

from domains.catalog.models import Tool
from domains.conversations import access, models, rules
from domains.kit import clock
from domains.kit.expressions import Parent, given
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet, known

Conversations = VisibleQuerySet[models.Conversation]
Messages = VisibleQuerySet[models.Message]
Prompts = VisibleQuerySet[models.FavoritePrompt]
Shares = VisibleQuerySet[models.SharedChat]

LARGEST_INT = 2**31 - 1


def conversation(viewer: Viewer, key: Any) -> Conversations:
    """Return the conversation of a key, where the viewer sees it."""
    return models.Conversation.objects.visible_to(viewer).filter(pk=key)


def conversations_of_user(viewer: Viewer, parent: Parent) -> Conversations:
    """Your own conversations, the latest first. Empty on everybody else."""
    return access.own_conversations(viewer).filter(user=parent).order_by("-updated_at")


def viewer_conversations(viewer: Viewer, parent: Parent) -> Conversations:
    """Your own conversations with this tool, the latest first."""
    return access.own_conversations(viewer).filter(tool=parent).order_by("-updated_at")


def favorite_prompts_of_user(viewer: Viewer, parent: Parent) -> Prompts:
    """Your own favourite prompts, newest first. Empty on everybody else."""
    return models.FavoritePrompt.objects.visible_to(viewer).filter(user=parent).order_by("-created_at")


def viewer_favorite_prompts(viewer: Viewer, parent: Parent) -> Prompts:
    """Your own favourite prompts for this tool, newest first."""
    return models.FavoritePrompt.objects.visible_to(viewer).filter(tools=parent).order_by("-created_at")


def tools_of_prompt(viewer: Viewer, parent: Parent) -> VisibleQuerySet[Tool]:
    """The tools that it is for, by name."""
    return Tool.objects.visible_to(viewer).filter(favorite_prompts=parent).order_by("name")


# Whoever came to a conversation may read it, by a link too, though the rules alone would not admit them: what belongs
# to it is not asked for again.


def messages_of_conversation(parent: Parent) -> Messages:
    """What was said, oldest first."""
    return known(models.Message).filter(conversation=parent).order_by("created_at")


def last_message(parent: Parent) -> Messages:
    """What was said last; null before anything was."""
    return known(models.Message).filter(conversation=parent).order_by("-created_at", "-pk")[:1]


def open_reply(parent: Parent) -> Messages:
    """The reply that is on its way, if one is."""
    return known(models.Message).filter(conversation=parent, status__in=models.OPEN)


def conversation_of_message(parent: Parent) -> Conversations:
    """The conversation in which it was said."""
    return known(models.Conversation).filter(messages=parent)


def conversation_of_share(parent: Parent) -> Conversations:
    """The whole conversation, with all that is still said in it."""
    return known(models.Conversation).filter(shared=parent)


def share_of_conversation(viewer: Viewer, parent: Parent) -> Shares:
    """How others may read along: to its owner; to others if everybody may."""
    return models.SharedChat.objects.visible_to(viewer).filter(conversation=parent)


def shared_chat(viewer: Viewer, token: str) -> Shares:
    """Return what somebody with this link may read along in."""
    return access.shared_by(given(token).map(rules.token_of, UUIDField()), viewer)


def shared_chats(viewer: Viewer, tool: str | None = None) -> Shares:
    """Return what everybody may read along in, newest first; with one tool, where its slug is given."""
    public = models.SharedChat.objects.visible_to(viewer).filter(access.has_not_expired(), is_public=True)
    if tool is not None:
        public = public.filter(conversation__tool__in=Tool.objects.visible_to(viewer).filter(slug=tool))
    return public.order_by("-created_at")


def access_token(viewer: Viewer) -> Any:
    """Return the link's token: its owner's alone."""
    return _to_owner(viewer, Cast("access_token", TextField()))


def web_path(viewer: Viewer) -> Any:
    """Return the path of the link's page: its owner's alone."""
    return _to_owner(viewer, Concat(Value("/chats/"), Cast("access_token", TextField())))


def _to_owner(viewer: Viewer, value: Any) -> Any:
    """Return what only the owner of a share reads."""
    return Case(When(conversation__user=viewer.id, then=value), default=Value(None), output_field=TextField())


def tokens_used_today(viewer: Viewer) -> Any:
    """Return how many tokens somebody used today: to others null."""
    today = clock.moment().map(rules.day_of, DateField())
    used = models.TokenUse.objects.filter(user=OuterRef("pk"), day=today).values("tokens")
    # Counted without end, told as far as GraphQL's whole numbers go.
    told = Cast(Least(Coalesce(Subquery(used), 0), Value(LARGEST_INT)), IntegerField())
    return Case(When(pk=viewer.id, then=told), default=Value(None))
