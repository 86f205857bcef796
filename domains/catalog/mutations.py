"""What people can do with tools."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.catalog import inputs, models, services
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `favoriteTool`.")
class FavoriteToolPayload(Payload):
    """The tool."""

    tool: models.Tool | None = written(of="Tool", description="The tool as it is now.")


@strawberry.type(description="The answer to `unfavoriteTool`.")
class UnfavoriteToolPayload(Payload):
    """The tool."""

    tool: models.Tool | None = written(of="Tool", description="The tool as it is now; null if it is out of use.")


@mutation
def favorite_tool(
    viewer: Viewer, input: Annotated[inputs.FavoriteToolInput, strawberry.argument(description="Which one.")]
) -> FavoriteToolPayload:
    """Have a tool among your favourites. Doing so twice changes nothing."""
    return FavoriteToolPayload(tool=services.favorite_tool(viewer=viewer, tool_id=_tool(input.tool_id)))


@mutation
def unfavorite_tool(
    viewer: Viewer, input: Annotated[inputs.UnfavoriteToolInput, strawberry.argument(description="Which one.")]
) -> UnfavoriteToolPayload:
    """Have a tool no longer among your favourites. If it is none of them, nothing changes."""
    return UnfavoriteToolPayload(tool=services.unfavorite_tool(viewer=viewer, tool_id=_tool(input.tool_id)))


def _tool(id: str) -> UUID:
    return ids.key_of("Tool", id, path=["input", "toolId"])
