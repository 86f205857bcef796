"""The conversations domain as a Django app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Conversations, favourite prompts, shared chats."""

    name = "domains.conversations"
