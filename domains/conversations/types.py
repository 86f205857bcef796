"""Conversations, as clients see them."""

import strawberry
from strawberry import auto

from domains.conversations import models, selectors
from domains.conversations.models import MessageStatus, ReplyFailure
from domains.kit.fields import expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one


@object_type(models.Conversation)
class Conversation(Node):
    """What somebody and an AI tool say to each other."""

    title: auto
    created_at: auto
    updated_at: auto
    user = forward("user", of="User", description="Whose it is.", is_seen=True)
    tool = forward("tool", of="Tool", description="Who answers; null if the tool is out of use.")
    messages = connection("Message")(selectors.messages_of_conversation)
    last_message = one("Message")(selectors.last_message)
    open_reply = one("Message")(selectors.open_reply)
    shared_chat = one("SharedChat")(selectors.share_of_conversation)


@object_type(models.Message)
class Message(Node):
    """Something that was said in a conversation: by its owner, or by the tool."""

    content: auto
    content_html: auto
    is_user: auto
    tokens: auto
    status: MessageStatus
    failure: ReplyFailure | None
    is_demonstration: auto
    created_at: auto
    completed_at: auto
    conversation = one("Conversation")(selectors.conversation_of_message)


@object_type(models.FavoritePrompt)
class FavoritePrompt(Node):
    """Words that somebody uses again and again."""

    prompt_text: auto
    created_at: auto
    updated_at: auto
    tools = many("Tool")(selectors.tools_of_prompt)


@object_type(models.SharedChat)
class SharedChat(Node):
    """That others may read along in a conversation: everybody, or who has the link."""

    is_public: auto
    expires_at: auto
    created_at: auto
    access_token: str | None = expression(
        selectors.access_token, description="What the link has in it; null to all but its owner."
    )
    web_path: str | None = expression(
        selectors.web_path, description="The path of the link's page; null to all but its owner."
    )
    conversation = one("Conversation")(selectors.conversation_of_share)


@strawberry.type
class UserConversations:
    """What the conversations domain lends to people."""

    tokens_used_today: int | None = expression(
        selectors.tokens_used_today,
        description="How many tokens of today (UTC) you have used, asked and answered; null on everybody else.",
    )
    conversations = connection("Conversation")(selectors.conversations_of_user)
    favorite_prompts = connection("FavoritePrompt")(selectors.favorite_prompts_of_user)


@strawberry.type
class ToolConversations:
    """What the conversations domain lends to tools."""

    viewer_conversations = connection("Conversation")(selectors.viewer_conversations)
    viewer_favorite_prompts = connection("FavoritePrompt")(selectors.viewer_favorite_prompts)
