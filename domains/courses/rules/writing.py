"""The model that writes the text of generated courses: where it is, and how long it is waited for."""

from collections.abc import Mapping
from typing import Any

from django.core import checks

from domains.configuration.rules import declare
from domains.kit.openai import Endpoint, Patience, base_of, is_address

WRITER_URL = declare(
    "courses.writer_url",
    "",
    "Where an OpenAI-compatible model writes the text of generated courses, once its name is set too; empty for the"
    " blueprint's own.",
    accepts=lambda url: not url or is_address(url),
    expects="An address with http or https, a host and a path, such as https://api.example/v1.",
)
WRITER_MODEL = declare(
    "courses.writer_model", "", "What its provider calls the model that writes the text of generated courses."
)
WRITER_KEY = declare(
    "courses.writer_key", "", "The key for the provider of the model that writes; sent to it alone.", is_secret=True
)
WRITER_FIRST_TOKEN_SECONDS = declare(
    "courses.writer_first_token_seconds",
    60.0,
    "How many seconds the model that writes has to begin its answer.",
    accepts=lambda seconds: seconds > 0,
    expects="A number of seconds above 0.",
)
WRITER_SECONDS = declare(
    "courses.writer_seconds",
    300.0,
    "How many seconds the model that writes has for a module, each of the three times that it is asked at most.",
    accepts=lambda seconds: seconds > 0,
    expects="A number of seconds above 0.",
)
# To be read together, in one statement.
WRITER = (WRITER_URL, WRITER_MODEL, WRITER_KEY, WRITER_FIRST_TOKEN_SECONDS, WRITER_SECONDS)

CONNECT_SECONDS = 5.0
IDLE_SECONDS = 30.0


def endpoint_of(values: Mapping[str, Any]) -> Endpoint | None:
    """Return where the model is that the settings' values name; nothing where they name none."""
    url, model, key = (values[each.key] for each in (WRITER_URL, WRITER_MODEL, WRITER_KEY))
    return Endpoint(base_of(url), model, key) if url and model else None


def patience_of(values: Mapping[str, Any]) -> Patience:
    """Return how long the model is waited for, each time it is asked."""
    return Patience(
        connect=CONNECT_SECONDS,
        first=values[WRITER_FIRST_TOKEN_SECONDS.key],
        idle=IDLE_SECONDS,
        total=values[WRITER_SECONDS.key],
        tries=1,
    )


def check_writer(**_: object) -> list[checks.CheckMessage]:
    """Return what is missing in the environment: an address alone names no model."""
    try:
        is_half = bool(WRITER_URL.fallback()) and not WRITER_MODEL.fallback()
    except ValueError:
        # Said by the check of all settings.
        return []
    if not is_half:
        return []
    said = f"{WRITER_URL.variable} is set without {WRITER_MODEL.variable}: courses have the blueprint's own text"
    return [checks.Warning(said, id="courses.W001")]
