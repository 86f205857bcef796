"""What clients say about favourite prompts."""

import strawberry
from strawberry import UNSET


@strawberry.input(description="Words to keep for later.")
class SaveFavoritePromptInput:
    """A prompt."""

    prompt_text: str = strawberry.field(description="The words, 5,000 characters at most.")
    tool_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The ids of the tools that it is for, 20 at most."
    )


@strawberry.input(description="Changes to a favourite prompt of yours; what is left out stays.")
class UpdateFavoritePromptInput:
    """A prompt's changes."""

    favorite_prompt_id: strawberry.ID = strawberry.field(description="The id of the favourite prompt.")
    prompt_text: str | None = strawberry.field(default=UNSET, description="The words, 5,000 characters at most.")
    tool_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="The ids of the tools that it is for, 20 at most; they replace the old ones."
    )


@strawberry.input(description="Which favourite prompt to keep no longer.")
class DeleteFavoritePromptInput:
    """A prompt."""

    favorite_prompt_id: strawberry.ID = strawberry.field(description="The id of the favourite prompt.")
