"""Providers that speak the OpenAI-compatible protocol: asked by the SDK, answering piece by piece.

    async with aclosing(stream(Question(endpoint, [Turn("Hello?", is_user=True)]), patience)) as pieces:
        async for piece in pieces: ...

What is asked, and what becomes of the answer, is a matter of the domains; every bad end is a `ProviderError`.
"""

from domains.kit.openai.addresses import base_of, is_address
from domains.kit.openai.answers import Usage
from domains.kit.openai.asking import Question, Turn
from domains.kit.openai.clients import Endpoint, close
from domains.kit.openai.failing import ProviderError, ProviderFailure
from domains.kit.openai.patience import Patience
from domains.kit.openai.storable import Storable
from domains.kit.openai.streaming import stream

__all__ = [
    "Endpoint", "Patience", "ProviderError", "ProviderFailure", "Question", "Storable", "Turn", "Usage", "base_of",
    "close", "is_address", "stream",
]  # fmt: skip
