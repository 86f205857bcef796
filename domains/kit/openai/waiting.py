"""Until when an answer is waited for."""

import asyncio

from domains.kit.openai.answers import Answer
from domains.kit.openai.failing import ProviderFailure
from domains.kit.openai.patience import Patience

# How long a count of tokens is waited for when the answer is whole.
COUNT_SECONDS = 2.0


class Waiting:
    """Waits for one answer: for its beginning, then from sign to sign, at last for the count of its tokens.

    Args:
        patience: for how long each.
        until: when all patience ends, by the event loop's clock.
    """

    def __init__(self, patience: Patience, until: float) -> None:
        self._now = asyncio.get_running_loop().time
        self._until = until
        self._signs = 0
        self._is_whole = False
        self.patience = patience
        self.limit = until

    def begin(self) -> None:
        """Wait for the beginning from now on."""
        self.limit = min(self._until, self._now() + self.patience.first)

    def heard(self, answer: Answer) -> None:
        """Go on waiting, after more of the answer came: what is no sign of it (a comment) gives no more time."""
        if answer.finish and not self._is_whole:
            self._is_whole = True
            self.limit = min(self._until, self._now() + COUNT_SECONDS)
        elif answer.signs > self._signs and not self._is_whole:
            self.limit = min(self._until, self._now() + self.patience.idle)
        self._signs = answer.signs

    def lateness(self, answer: Answer) -> ProviderFailure:
        """Return what it means that no more came."""
        if not answer.has_said:
            return ProviderFailure.TIMED_OUT
        return ProviderFailure.TOO_LONG if self._now() >= self._until else ProviderFailure.STALLED
