"""Who asks about conversations."""

import pytest

from tests.support.client import Client


@pytest.fixture
def others(as_stranger: Client, as_staff: Client, as_anonymous: Client) -> list[Client]:
    """Everybody but the owner: a stranger, somebody who works for the platform, somebody not signed in."""
    return [as_stranger, as_staff, as_anonymous]
