"""A provider of replies on 127.0.0.1 that speaks the OpenAI-compatible protocol, and misbehaves as it is told.

    async with provider("stalls?after=3") as served:
        ...  # served.url, served.requests

How it behaves is a line such as `says?tokens=200&rate=50`; `behaviours.py` has them all. With `times=2` it behaves so
twice, and then says something. A request chooses for itself by its `model`, or by a last message that begins with `!`;
who names nothing that is known gets what the provider was started with. So one process serves any number of
conversations: `python -m tests.support.provider PORT`.
"""

from tests.support.provider.behaviours import BEHAVIOURS, text_of
from tests.support.provider.serving import Provider, Request, provider

__all__ = ["BEHAVIOURS", "Provider", "Request", "provider", "text_of"]
