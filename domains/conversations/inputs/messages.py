"""What clients say in conversations."""

import strawberry


@strawberry.input(description="What to say, and in which conversation.")
class SendMessageInput:
    """A message."""

    conversation_id: strawberry.ID = strawberry.field(description="The id of the conversation.")
    content: str = strawberry.field(description="What to say, in Markdown, 20,000 characters at most.")
    client_key: str | None = strawberry.field(
        default=None,
        description="A name of your own for this message, 64 characters at most, such as a UUID. Sent again with the "
        "same name in the same conversation, it is said only once, and answered with what came of it.",
    )


@strawberry.input(description="Which reply to stop.")
class StopReplyInput:
    """A reply."""

    message_id: strawberry.ID = strawberry.field(description="The id of the reply.")


@strawberry.input(description="Which reply to ask for anew.")
class RetryReplyInput:
    """A reply."""

    message_id: strawberry.ID = strawberry.field(description="The id of the reply.")
