"""The SDK's clients: one for each provider and key, shared by all replies of an event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

# More than a platform has providers; beyond, who was not asked for the longest time is let go.
MOST_CLIENTS = 32


@dataclass(frozen=True)
class Endpoint:
    """Who is asked: the address that the protocol's paths are under, the model, and the key, empty for none."""

    url: str
    model: str
    key: str = ""


@dataclass(eq=False)
class Client:
    """A client of the SDK with its connections, and the headers of every question."""

    sdk: Any
    headers: dict[str, Any]
    users: int = 0
    # Whether the provider takes `stream_options`, as far as is known.
    takes_options: bool = True


# A connection belongs to the event loop that it was made in.
_held: dict[asyncio.AbstractEventLoop, dict[tuple[str, str], Client]] = {}


@asynccontextmanager
async def client_for(endpoint: Endpoint) -> AsyncIterator[Client]:
    """Give the client for a provider; it stays open afterwards, for the next reply."""
    held, name = _of_this_loop(), (endpoint.url, endpoint.key)
    if name not in held:
        # In a thread: the import takes a second, and reading the certificates some more of it.
        held.setdefault(name, await asyncio.to_thread(_made, endpoint))
    # Taken out and put in again: the last one was asked last.
    client = held[name] = held.pop(name)
    client.users += 1
    try:
        await _let_go(held)
        yield client
    finally:
        client.users -= 1


async def close() -> None:
    """Close all clients of this event loop: before it ends, and whenever nobody is being answered."""
    held = _held.pop(asyncio.get_running_loop(), {})
    for client in held.values():
        await client.sdk.close()


@cache
def sdk() -> Any:
    """Return the SDK. Not imported above: it takes over a second, and most processes never ask a provider."""
    # The SDK imports this itself when it is asked for the first time, but then on the event loop.
    import_module("openai.resources.chat")
    return import_module("openai")


def _made(endpoint: Endpoint) -> Client:
    openai = sdk()
    client = openai.AsyncOpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key or "none",
        max_retries=0,
        # A redirect leads to another host, or says that the address is wrong.
        http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False),
    )
    # Said aloud, because the SDK sends what the environment says of OpenAI to every provider.
    headers = {
        "Authorization": f"Bearer {endpoint.key}" if endpoint.key else openai.Omit(),
        "OpenAI-Organization": openai.Omit(),
        "OpenAI-Project": openai.Omit(),
    }
    return Client(client, headers)


def _of_this_loop() -> dict[tuple[str, str], Client]:
    for ended in [loop for loop in _held if loop.is_closed()]:
        del _held[ended]
    return _held.setdefault(asyncio.get_running_loop(), {})


async def _let_go(held: dict[tuple[str, str], Client]) -> None:
    """Close those that were not asked for the longest time, when there are too many."""
    resting = [name for name, client in held.items() if not client.users]
    for name in resting[: max(0, len(held) - MOST_CLIENTS)]:
        await held.pop(name).sdk.close()
