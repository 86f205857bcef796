"""What the stories about providers share: how a reply is heard."""

from contextlib import aclosing
from typing import NamedTuple

from domains.conversations.models import ReplyFailure
from domains.kit.openai import Endpoint, Patience, ProviderError, Question, Turn, Usage, stream

ASKED = (Turn("Who are you?", is_user=True),)
# Longer than anything here takes that is meant to end well.
PATIENCE = Patience(connect=2.0, first=5.0, idle=5.0, total=10.0, tries=1)


class Reply(NamedTuple):
    """What was heard of a reply."""

    text: str
    usage: Usage | None
    failure: ReplyFailure | None


async def heard(endpoint: Endpoint, patience: Patience = PATIENCE, turns: tuple[Turn, ...] = ASKED) -> Reply:
    """Ask, and hear the whole reply."""
    text, usage = "", None
    try:
        async with aclosing(stream(Question(endpoint, turns), patience)) as pieces:
            async for piece in pieces:
                assert usage is None, "the count comes last"
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    assert piece
                    text += piece
    except ProviderError as error:
        return Reply(text, usage, ReplyFailure(error.failure.value))
    return Reply(text, usage, None)
