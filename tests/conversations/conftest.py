"""What the stories about replies share: a provider that is up."""

from collections.abc import AsyncIterator

import pytest

from domains.conversations.services.replies import providers
from tests.support.provider import Provider, provider


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider on this machine; a request chooses how it behaves."""
    async with provider() as up:
        yield up
        await providers.close()
