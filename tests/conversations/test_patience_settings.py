"""How long providers are waited for is a matter of settings."""

import pytest
from asgiref.sync import sync_to_async

from domains.configuration.selectors import values_of
from domains.conversations.rules import PATIENCE, patience_of
from domains.kit.openai import Patience
from tests.configuration.settings import put
from tests.support.client import Client


@sync_to_async
def patience() -> Patience:
    """Return the patience that holds now."""
    return patience_of(values_of(*PATIENCE))


async def test_staff_says_how_long_providers_are_waited_for(as_staff: Client) -> None:
    assert await patience() == Patience(connect=5, first=30, idle=20, total=300, tries=3)

    await put(as_staff, "conversations.idle_seconds", "2.5")

    assert await patience() == Patience(connect=5, first=30, idle=2.5, total=300, tries=3)


@pytest.mark.parametrize(("key", "value"), [("idle_seconds", "0"), ("provider_tries", "0"), ("provider_tries", "11")])
async def test_no_patience_at_all_is_refused(as_staff: Client, key: str, value: str) -> None:
    answer = await as_staff.run("SetAppSetting", input={"key": f"conversations.{key}", "value": value})

    assert [error["code"] for error in answer["setAppSetting"]["errors"]] == ["INVALID"]
