"""What the stories about conversations share: who asks about them, and a provider that is up."""

from collections.abc import AsyncIterator

import pytest

from domains.kit import openai
from tests.support.client import Client
from tests.support.provider import Provider, provider


@pytest.fixture
def others(as_stranger: Client, as_staff: Client, as_anonymous: Client) -> list[Client]:
    """Everybody but the owner: a stranger, somebody who works for the platform, somebody not signed in."""
    return [as_stranger, as_staff, as_anonymous]


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider on this machine; a request chooses how it behaves."""
    async with provider() as up:
        yield up
        await openai.close()
