"""Favourite prompts: words that somebody uses again and again."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from domains.catalog.models import Tool
from domains.configuration.selectors import value_of
from domains.conversations import models, rules
from domains.conversations.errors import TooManyPrompts
from domains.conversations.services.locks import locked_person
from domains.kit.errors import Invalid, NotFound, Required, validate
from domains.kit.text import camel
from domains.kit.viewer import Viewer


@transaction.atomic
def save_favorite_prompt(*, viewer: Viewer, prompt_text: str, tools: Sequence[UUID] = ()) -> models.FavoritePrompt:
    """Keep words for later, with the tools that they are for.

    Raises:
        Unauthenticated, Refusals, Invalid, NotFound, TooManyPrompts
    """
    # Locked, so that prompts are counted one after the other.
    person = locked_person(viewer)
    prompt = models.FavoritePrompt(user=person, prompt_text=prompt_text)
    _check(prompt)
    chosen = _active(tools)
    if models.FavoritePrompt.objects.filter(user=person).count() >= value_of(rules.MOST_PROMPTS):
        raise TooManyPrompts
    prompt.save(force_insert=True)
    prompt.tools.set(chosen)
    return prompt


@transaction.atomic
def update_favorite_prompt(
    *, viewer: Viewer, favorite_prompt_id: UUID, values: Mapping[str, Any]
) -> models.FavoritePrompt:
    """Change a favourite prompt of one's own; what is not named stays.

    Args:
        viewer: whose it is.
        favorite_prompt_id: its key.
        values: `prompt_text`, and `tools` as keys.

    Raises:
        Unauthenticated, NotFound, Required, Refusals, Invalid
    """
    prompt = _locked_prompt(viewer, favorite_prompt_id)
    for name, value in values.items():
        if value is None:
            name_of_input = camel("tool_ids" if name == "tools" else name)
            raise Required(f"`{name_of_input}` can be left out, but not null.", path=["input", name_of_input])
    if "prompt_text" in values:
        prompt.prompt_text = values["prompt_text"]
        _check(prompt)
    if "tools" in values:
        prompt.tools.set(_active(values["tools"]))
    if values:
        prompt.save(update_fields=["prompt_text", "updated_at"])
    return prompt


@transaction.atomic
def delete_favorite_prompt(*, viewer: Viewer, favorite_prompt_id: UUID) -> None:
    """Keep words no longer.

    Raises:
        Unauthenticated, NotFound
    """
    _locked_prompt(viewer, favorite_prompt_id).delete()


def _locked_prompt(viewer: Viewer, favorite_prompt_id: UUID) -> models.FavoritePrompt:
    """Return a favourite prompt of the viewer's own, locked.

    Raises:
        Unauthenticated, NotFound
    """
    person = locked_person(viewer)
    own = models.FavoritePrompt.objects.filter(user=person, pk=favorite_prompt_id)
    prompt = own.select_for_update(of=("self",)).first()
    if prompt is None:
        raise NotFound("There is no such favourite prompt of yours.", path=["input", "favoritePromptId"])
    return prompt


def _check(prompt: models.FavoritePrompt) -> None:
    """Refuse words that say nothing, or too much."""
    if not prompt.prompt_text.strip():
        raise Required("A prompt says something.", path=["input", "promptText"])
    validate(prompt, only=["prompt_text"])


def _active(tools: Sequence[UUID]) -> list[Tool]:
    """Return the tools of these keys, all of them.

    Raises:
        Invalid, NotFound
    """
    path, wanted = ["input", "toolIds"], set(tools)
    if len(wanted) > rules.MOST_PROMPT_TOOLS:
        raise Invalid(f"A prompt is for {rules.MOST_PROMPT_TOOLS} tools at most.", path=path)
    found = list(Tool.objects.filter(pk__in=wanted, is_active=True))
    if len(found) < len(wanted):
        raise NotFound("Some of these tools do not exist.", path=path)
    return found
