"""A claim: a reply that a run writes, and all that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domains.conversations import rules
from domains.kit.openai import Endpoint, Patience, Turn


@dataclass(frozen=True)
class Claim:
    """A reply that somebody writes, and all that it takes.

    Args:
        message_id: the reply.
        run: who writes it.
        conversation_id: where.
        user_id: for whom.
        tool_id: who is asked.
        turns: what was said before, oldest first.
        endpoint: where the tool answers; none where it is not connected.
        patience: how long is waited for it.
    """

    message_id: UUID
    run: UUID
    conversation_id: UUID
    user_id: UUID
    tool_id: UUID
    turns: Sequence[Turn]
    endpoint: Endpoint | None
    patience: Patience

    @property
    def asked(self) -> int:
        """About how many tokens were asked."""
        return sum(rules.estimated_tokens(turn.content) for turn in self.turns)
