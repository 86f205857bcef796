"""How asking a provider fails, in the words that a reply has for it."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from domains.conversations.models import ReplyFailure
from domains.conversations.services.replies.sdk import sdk
from domains.kit import clock

UNAUTHORIZED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
# It may go better a moment later; so it may where the provider failed, from 500 on.
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}


class ReplyError(Exception):
    """The provider came to no good end.

    Args:
        failure: why, as the reply says it.
        reason: what the provider said, or what happened, for the log alone: it may hold anything, keys too.
        may_pass: whether it may go better a moment later.
        pause: how many seconds the provider wants to be left alone.
    """

    def __init__(
        self, failure: ReplyFailure, reason: str = "", *, may_pass: bool = False, pause: float | None = None
    ) -> None:
        # Whoever shows this exception shows nothing that the provider said.
        super().__init__(failure.value)
        self.failure = failure
        self.reason = reason
        self.may_pass = may_pass
        self.pause = pause


def unanswered(error: Exception) -> ReplyError:
    """Return what it means that the SDK got no stream."""
    if not isinstance(error, sdk().APIStatusError):
        cause = error.__cause__ or error
        may_pass = isinstance(error, sdk().APIConnectionError)
        return ReplyError(ReplyFailure.UNREACHABLE, f"{type(cause).__name__}: {cause}", may_pass=may_pass)
    status = error.status_code
    may_pass = status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return ReplyError(_failure(status), str(error), may_pass=may_pass, pause=pause_of(error.response.headers))


def _failure(status: int) -> ReplyFailure:
    if status in UNAUTHORIZED:
        return ReplyFailure.UNAUTHORIZED
    return ReplyFailure.RATE_LIMITED if status == HTTPStatus.TOO_MANY_REQUESTS else ReplyFailure.PROVIDER_ERROR


def refuses_options(error: Exception) -> bool:
    """Return whether a provider refused only to be asked for its count of tokens."""
    status = getattr(error, "status_code", None)
    named = str(error)
    return status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY) and (
        "stream_options" in named or "include_usage" in named
    )


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
