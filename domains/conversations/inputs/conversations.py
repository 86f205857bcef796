"""What clients say about whole conversations."""

import strawberry


@strawberry.input(description="With which tool to talk.")
class StartConversationInput:
    """A tool."""

    tool_id: strawberry.ID = strawberry.field(description="The id of the tool.")


@strawberry.input(description="Another title for a conversation of yours.")
class RenameConversationInput:
    """A conversation and its title."""

    conversation_id: strawberry.ID = strawberry.field(description="The id of the conversation.")
    title: str = strawberry.field(description="What to call it, 100 characters at most.")


@strawberry.input(description="Which conversation to delete.")
class DeleteConversationInput:
    """A conversation."""

    conversation_id: strawberry.ID = strawberry.field(description="The id of the conversation.")
