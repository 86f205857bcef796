"""The SDK's clients: one for each provider and key, shared by all who ask in an event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from domains.kit.openai.failing import unanswered
from domains.kit.openai.sdk import sdk

# More than a platform has providers; beyond, who was not asked for the longest time is let go.
MOST_CLIENTS = 32


@dataclass(frozen=True)
class Endpoint:
    """Who is asked: the address that the protocol's paths are under, the model, and the key, empty for none."""

    url: str
    model: str
    # Whoever shows an endpoint shows no key.
    key: str = field(default="", repr=False)


@dataclass(eq=False)
class Client:
    """A client of the SDK with its connections, and the headers of every question."""

    sdk: Any
    headers: dict[str, Any]
    users: int = 0
    # Which wishes the provider's models do not take, as far as is known.
    refused: set[tuple[str, str]] = field(default_factory=set)


@dataclass(eq=False)
class Held:
    """The clients of an event loop, by provider and key; who was asked last is last."""

    clients: dict[tuple[str, str], Client] = field(default_factory=dict)
    # Many questions at once make one client.
    making: asyncio.Lock = field(default_factory=asyncio.Lock)


# A connection belongs to the event loop that it was made in.
_held: dict[asyncio.AbstractEventLoop, Held] = {}


@asynccontextmanager
async def client_for(endpoint: Endpoint) -> AsyncIterator[Client]:
    """Give the client for a provider; it stays open afterwards, for the next question.

    Raises:
        ProviderError: its address or its key can be none.
    """
    held = _of_this_loop()
    client = await _client(held, endpoint)
    client.users += 1
    try:
        await _let_go(held.clients)
        yield client
    finally:
        client.users -= 1


async def close() -> None:
    """Close all clients of this event loop: before it ends, and whenever nobody is being answered."""
    for client in _held.pop(asyncio.get_running_loop(), Held()).clients.values():
        await client.sdk.close()


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


def _of_this_loop() -> Held:
    for ended in [loop for loop in _held if loop.is_closed()]:
        del _held[ended]
    return _held.setdefault(asyncio.get_running_loop(), Held())


async def _client(held: Held, endpoint: Endpoint) -> Client:
    """Return the client that is held for a provider, or a new one."""
    name = (endpoint.url, endpoint.key)
    async with held.making:
        if name not in held.clients:
            try:
                # In a thread: the import takes a second, and reading the certificates some more of it.
                held.clients[name] = await asyncio.to_thread(_made, endpoint)
            except Exception as error:  # noqa: BLE001 - the SDK has many words for an address that is none
                raise unanswered(error) from None
        client = held.clients[name] = held.clients.pop(name)
        return client


async def _let_go(clients: dict[tuple[str, str], Client]) -> None:
    """Close those that were not asked for the longest time, when there are too many."""
    resting = [name for name, client in clients.items() if not client.users]
    for name in resting[: max(0, len(clients) - MOST_CLIENTS)]:
        await clients.pop(name).sdk.close()
