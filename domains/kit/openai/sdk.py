"""The OpenAI SDK, imported when a provider is asked for the first time."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def sdk() -> Any:
    """Return the SDK. Not imported above: it takes over a second, and most processes never ask a provider."""
    # The SDK imports this itself when it is asked for the first time, but then on the event loop.
    import_module("openai.resources.chat")
    return import_module("openai")
