"""What holds for names and tokens, as pure functions."""

import secrets
from hashlib import sha256
from zoneinfo import available_timezones

# A name is a part of a URL, and never longer than a line.
USERNAME_PATTERN = r"^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$"
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


def is_timezone(name: str) -> bool:
    """Whether it is a time zone's IANA name."""
    return name in available_timezones()
