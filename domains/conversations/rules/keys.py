"""Which key goes to which provider: a key is sent to its own host alone."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from domains.configuration.rules import Setting, declare

PORTS = {"http": 80, "https": 443}
# A host as it stands in a certificate, and a port.
PLAIN = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")


def _key(name: str, provider: str, environment: str) -> Setting[str]:
    """Declare the key of a provider that is well known."""
    return declare(
        f"conversations.{name}_key",
        "",
        f"The platform's key for {provider}.",
        is_secret=True,
        environment=environment,
    )


# The names of the variables are those that the providers' own documentation uses.
KEYS: dict[str, Setting[str]] = {
    "api.openai.com": _key("openai", "OpenAI", "OPENAI_API_KEY"),
    "api.anthropic.com": _key("anthropic", "Anthropic", "ANTHROPIC_API_KEY"),
    "generativelanguage.googleapis.com": _key("gemini", "Google Gemini", "GEMINI_API_KEY"),
    "api.mistral.ai": _key("mistral", "Mistral", "MISTRAL_API_KEY"),
    "api.groq.com": _key("groq", "Groq", "GROQ_API_KEY"),
    "api.deepseek.com": _key("deepseek", "DeepSeek", "DEEPSEEK_API_KEY"),
    "api.x.ai": _key("xai", "xAI", "XAI_API_KEY"),
    "openrouter.ai": _key("openrouter", "OpenRouter", "OPENROUTER_API_KEY"),
    "api.together.xyz": _key("together", "Together AI", "TOGETHER_API_KEY"),
    "api.perplexity.ai": _key("perplexity", "Perplexity", "PERPLEXITY_API_KEY"),
    "api.cohere.ai": _key("cohere", "Cohere", "COHERE_API_KEY"),
    "api.fireworks.ai": _key("fireworks", "Fireworks AI", "FIREWORKS_API_KEY"),
    "api.cerebras.ai": _key("cerebras", "Cerebras", "CEREBRAS_API_KEY"),
}


class NamedKey(NamedTuple):
    """A key, and the host that it is for; a port only where it is for that one alone."""

    host: str
    port: int | None
    key: str


def named_key(text: str) -> NamedKey:
    """Return what `host=key` or `host:port=key` says.

    Raises:
        ValueError: it says nothing of the kind.
    """
    host, _, key = (part.strip() for part in text.partition("="))
    address = urlsplit(f"//{host}")
    if not key or not address.hostname or address.netloc != host or "@" in host:
        raise ValueError("say host=key")
    return NamedKey(address.hostname, address.port, key)


def _are_named(texts: tuple[str, ...]) -> bool:
    try:
        return all(named_key(text) for text in texts)
    except ValueError:
        return False


OTHER_KEYS: Setting[tuple[str, ...]] = declare(
    "conversations.other_keys",
    (),
    "The platform's keys for other providers, each as `host=key` or `host:port=key`; these are sent over http as well.",
    is_secret=True,
    accepts=_are_named,
)


def key_settings(url: str) -> tuple[Setting[Any], ...]:
    """Return the settings that say the key for a provider, to be read together."""
    address = _address(url)
    if address is None:
        return ()
    return (KEYS[address.hostname],) if address.hostname in KEYS else (OTHER_KEYS,)


def key_for(url: str, values: Mapping[str, Any]) -> str:
    """Return the key for a provider, given the values of its `key_settings`; empty where it has none."""
    address = _address(url)
    if address is None:
        return ""
    if own := KEYS.get(address.hostname or ""):
        # Who is well known is known by its certificate, and listens where all do.
        is_its_own = address.scheme == "https" and address.port in (None, 443)
        return str(values[own.key]) if is_its_own else ""
    for named in map(named_key, values[OTHER_KEYS.key]):
        if named.host == address.hostname and named.port in (None, _port(address)):
            return named.key
    return ""


def _address(url: str) -> SplitResult | None:
    """Return where a URL leads; nothing where others might read it otherwise, as they do names before an `@`."""
    try:
        address = urlsplit(url)
        is_plain = address.scheme in PORTS and PLAIN.fullmatch(address.netloc) and _port(address)
    except ValueError:
        return None
    return address if is_plain else None


def _port(address: SplitResult) -> int:
    return PORTS[address.scheme] if address.port is None else address.port
