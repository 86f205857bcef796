"""A provider's key is a setting of its own, and goes to that provider alone."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from domains.configuration.rules import Setting
from domains.configuration.selectors import values_of
from domains.conversations import rules
from domains.conversations.rules import key_for, key_settings
from tests.configuration.settings import put
from tests.support.client import Client

OTHERS = ("models.example=ours", "127.0.0.1:8080=local", "[::1]:8080=six", "plain.example:80=old")


@sync_to_async
def key(url: str) -> str:
    """Return the key for a provider, as a reply finds it."""
    return key_for(url, values_of(*key_settings(url)))


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know no keys but those that a test names."""
    settings: list[Setting[Any]] = [*rules.KEYS.values(), rules.OTHER_KEYS]
    for setting in settings:
        monkeypatch.delenv(setting.variable, raising=False)


async def test_staff_gives_a_provider_its_key(as_staff: Client) -> None:
    setting = await put(as_staff, "conversations.openai_key", "sk-1")

    # Nobody reads it back.
    assert setting["value"] == "••••••••"
    assert await key("https://api.openai.com/v1") == "sk-1"
    assert await key("https://api.mistral.ai/v1") == ""


async def test_the_environment_gives_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk-1")

    assert await key("https://api.groq.com/openai/v1") == "gsk-1"


async def test_staff_names_other_providers(as_staff: Client) -> None:
    setting = await put(as_staff, "conversations.other_keys", ", ".join(OTHERS))

    assert setting["value"] == "••••••••"
    assert await key("https://models.example/v1") == "ours"
    assert await key("https://other.example/v1") == ""


@pytest.mark.parametrize("value", ["models.example", "=key", "host=", "https://host=key", "me@host=key", "host/v1=key"])
async def test_what_names_no_host_and_key_is_refused(as_staff: Client, value: str) -> None:
    answer = await as_staff.run("SetAppSetting", input={"key": "conversations.other_keys", "value": value})

    assert [error["code"] for error in answer["setAppSetting"]["errors"]] == ["INVALID"]


def found(url: str) -> str:
    """Return the key for a provider where all keys are set; a well-known one's is its setting's key."""
    values: dict[str, Any] = {setting.key: setting.key for setting in rules.KEYS.values()}
    return key_for(url, values | {rules.OTHER_KEYS.key: OTHERS})


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://api.openai.com/v1", "conversations.openai_key"),
        ("https://API.OpenAI.com:443/v1", "conversations.openai_key"),
        ("https://api.anthropic.com/v1/", "conversations.anthropic_key"),
        ("https://generativelanguage.googleapis.com/v1beta/openai/", "conversations.gemini_key"),
        ("https://openrouter.ai/api/v1", "conversations.openrouter_key"),
        ("https://models.example/v1", "ours"),
        ("http://models.example:9000/v1", "ours"),
        ("http://127.0.0.1:8080/v1", "local"),
        ("http://[::1]:8080/v1", "six"),
        ("http://plain.example/v1", "old"),
    ],
)
def test_a_key_goes_to_its_host(url: str, key: str) -> None:
    assert found(url) == key


@pytest.mark.parametrize(
    "url",
    [
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://api.openai.com.evil.example/v1",
        "https://evil.example/api.openai.com",
        "https://evil.example#api.openai.com",
        "https://api.openai.com@evil.example/v1",
        "https://evil.example\\@api.openai.com/v1",
        "https://evil.example@api.openai.com/v1",
        "https://api.openai.com\t.evil.example/v1",
        "https://sub.models.example/v1",
        "https://127.0.0.1/v1",
        "http://127.0.0.1:8081/v1",
        "https://plain.example/v1",
        "ftp://models.example/v1",
        "//models.example/v1",
        "https://[models.example/v1",
        "https://models.example:99999/v1",
        "",
    ],
)
def test_a_key_goes_nowhere_else(url: str) -> None:
    assert found(url) == ""
