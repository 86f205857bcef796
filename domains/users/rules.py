"""What holds for names and tokens, as pure functions."""

import secrets
from functools import cache
from hashlib import sha256
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

# A name is a part of a URL, and never longer than a line.
USERNAME_PATTERN = r"^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?\Z"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z"
TOKEN_PREFIX = "gwt_"  # noqa: S105 - it is the part that is no secret
TOKEN_BYTES = 32


def new_token() -> str:
    """Return a token nobody can guess; its prefix tells scanners what has leaked."""
    return TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is stored of a token. A fast hash will do: 256 random bits cannot be guessed."""
    return sha256(token.encode()).hexdigest()


def web_path(username: str) -> str:
    """Return the path of a profile's page."""
    return f"/{username}"


def check_timezone(name: str) -> None:
    """Check that it is a time zone's IANA name.

    Raises:
        ValidationError: it is not.
    """
    if name not in _timezones():
        raise ValidationError("This is no time zone of the IANA's.")


@cache
def _timezones() -> set[str]:
    return available_timezones()
