"""Keeping words for later."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import strawberry

from domains.conversations import inputs, models, services
from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, given, mutation
from domains.kit.viewer import Viewer


@strawberry.type(description="The answer to `saveFavoritePrompt`.")
class SaveFavoritePromptPayload(Payload):
    """The new prompt."""

    favorite_prompt: models.FavoritePrompt | None = written(of="FavoritePrompt", description="What is kept.")


@strawberry.type(description="The answer to `updateFavoritePrompt`.")
class UpdateFavoritePromptPayload(Payload):
    """The changed prompt."""

    favorite_prompt: models.FavoritePrompt | None = written(
        of="FavoritePrompt", description="The favourite prompt as it is now."
    )


@strawberry.type(description="The answer to `deleteFavoritePrompt`.")
class DeleteFavoritePromptPayload(Payload):
    """The id of what is gone."""

    deleted_id: strawberry.ID | None = strawberry.field(
        default=None, description="The id of the favourite prompt that is gone; null when it was refused."
    )


@mutation
def save_favorite_prompt(
    viewer: Viewer, input: Annotated[inputs.SaveFavoritePromptInput, strawberry.argument(description="The words.")]
) -> SaveFavoritePromptPayload:
    """Keep words that you use again and again."""
    prompt = services.save_favorite_prompt(viewer=viewer, prompt_text=input.prompt_text, tools=_tools(input.tool_ids))
    return SaveFavoritePromptPayload(favorite_prompt=prompt)


@mutation
def update_favorite_prompt(
    viewer: Viewer, input: Annotated[inputs.UpdateFavoritePromptInput, strawberry.argument(description="The changes.")]
) -> UpdateFavoritePromptPayload:
    """Change a favourite prompt of yours; what is not named stays."""
    values = given(input, but=("favorite_prompt_id", "tool_ids"))
    if input.tool_ids is not strawberry.UNSET:
        values["tools"] = None if input.tool_ids is None else _tools(input.tool_ids)
    prompt = services.update_favorite_prompt(
        viewer=viewer, favorite_prompt_id=_prompt(input.favorite_prompt_id), values=values
    )
    return UpdateFavoritePromptPayload(favorite_prompt=prompt)


@mutation
def delete_favorite_prompt(
    viewer: Viewer, input: Annotated[inputs.DeleteFavoritePromptInput, strawberry.argument(description="Which one.")]
) -> DeleteFavoritePromptPayload:
    """Keep a favourite prompt of yours no longer."""
    services.delete_favorite_prompt(viewer=viewer, favorite_prompt_id=_prompt(input.favorite_prompt_id))
    return DeleteFavoritePromptPayload(deleted_id=input.favorite_prompt_id)


def _prompt(id: str) -> UUID:
    return ids.key_of("FavoritePrompt", id, path=["input", "favoritePromptId"])


def _tools(tool_ids: Sequence[str]) -> list[UUID]:
    return [ids.key_of("Tool", id, path=["input", "toolIds", str(place)]) for place, id in enumerate(tool_ids)]
