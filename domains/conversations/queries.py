"""What can be asked about conversations."""

from typing import Annotated

import strawberry

from domains.conversations import selectors
from domains.kit import ids
from domains.kit.relations import connection, one
from domains.kit.viewer import Viewer


@one("Conversation")
def conversation(
    viewer: Viewer,
    id: Annotated[strawberry.ID, strawberry.argument(description="The id of the conversation.")],
) -> selectors.Conversations:
    """A conversation of your own, or one that everybody may read along in."""
    return selectors.conversation(viewer, ids.bound_key("Conversation", id, path=["id"]))


@one("SharedChat")
def shared_chat(
    viewer: Viewer,
    token: Annotated[str, strawberry.argument(description="What the link has in it.")],
) -> selectors.Shares:
    """What you may read along in by a link; null once it has expired or was revoked."""
    return selectors.shared_chat(viewer, token)


@connection("SharedChat")
def shared_chats(
    viewer: Viewer,
    tool: Annotated[
        str | None, strawberry.argument(description="Only conversations with the tool of this slug.")
    ] = None,
) -> selectors.Shares:
    """What everybody may read along in, newest first."""
    return selectors.shared_chats(viewer, tool)
