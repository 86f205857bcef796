"""What the stories about the model that writes share: a provider that is up, and settings that name it."""

from collections.abc import AsyncIterator

import pytest

from domains.courses.services.generation.writers import model
from domains.kit import openai
from tests.configuration.settings import put
from tests.support.client import Client
from tests.support.provider import Provider, provider


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "FIRST_REST_SECONDS", 0.01)


@pytest.fixture
async def served() -> AsyncIterator[Provider]:
    """A provider on this machine, whose script says how it behaves."""
    async with provider() as up:
        yield up
        await openai.close()


@pytest.fixture
async def named(served: Provider, as_staff: Client) -> Provider:
    """The same, as the one that writes."""
    await put(as_staff, "courses.writer_url", served.url)
    await put(as_staff, "courses.writer_model", "a-model")
    await put(as_staff, "courses.writer_key", "sk-secret-key")
    return served
