"""How asking a provider fails."""

from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime
from enum import Enum
from http import HTTPStatus
from typing import Any

from domains.kit import clock
from domains.kit.openai.sdk import sdk

UNAUTHORIZED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
# It may go better a moment later; so it may where the provider failed, from 500 on.
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}
# What may be asked for beyond the answer itself, and by which words a provider says that it does not take it.
WISHES = {
    "stream_options": ("stream_options", "include_usage"),
    "response_format": ("response_format", "response format", "json_schema", "structured output"),
}


class ProviderFailure(Enum):
    """Why asking a provider came to no good end."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    STALLED = "stalled"
    UNAUTHORIZED = "unauthorized"
    RATE_LIMITED = "rate_limited"
    PROVIDER_ERROR = "provider_error"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    WITHHELD = "withheld"
    TOO_LONG = "too_long"


class ProviderError(Exception):
    """The provider came to no good end.

    Args:
        failure: why.
        reason: what the provider said, or what happened, for the log alone: it may hold anything, keys too.
        may_pass: whether it may go better a moment later.
        pause: how many seconds the provider wants to be left alone.
    """

    def __init__(
        self, failure: ProviderFailure, reason: str = "", *, may_pass: bool = False, pause: float | None = None
    ) -> None:
        # Whoever shows this exception shows nothing that the provider said.
        super().__init__(failure.value)
        self.failure = failure
        self.reason = reason
        self.may_pass = may_pass
        self.pause = pause


def unanswered(error: Exception) -> ProviderError:
    """Return what it means that the SDK got no stream."""
    if not isinstance(error, sdk().APIStatusError):
        cause = error.__cause__ or error
        may_pass = isinstance(error, sdk().APIConnectionError)
        return ProviderError(ProviderFailure.UNREACHABLE, f"{type(cause).__name__}: {cause}", may_pass=may_pass)
    status = error.status_code
    may_pass = status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return ProviderError(_failure(status), str(error), may_pass=may_pass, pause=pause_of(error.response.headers))


def _failure(status: int) -> ProviderFailure:
    if status in UNAUTHORIZED:
        return ProviderFailure.UNAUTHORIZED
    return ProviderFailure.RATE_LIMITED if status == HTTPStatus.TOO_MANY_REQUESTS else ProviderFailure.PROVIDER_ERROR


def refused_wish(error: Exception, wishes: Collection[str]) -> str | None:
    """Return which of the wishes was all that a provider refused; nothing if it refused something else."""
    if getattr(error, "status_code", None) not in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        return None
    said = str(error).lower()
    return next((wish for wish in wishes if any(word in said for word in WISHES[wish])), None)


def pause_of(headers: Mapping[str, Any]) -> float | None:
    """Return how many seconds a provider wants to be left alone, if it says so: as seconds, or as a date."""
    said = str(headers.get("retry-after", ""))
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return None
