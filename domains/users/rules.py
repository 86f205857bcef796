"""What holds for names and tokens, as pure functions."""

import secrets
import unicodedata
from functools import cache
from hashlib import sha256
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

# A name is a part of a URL, and never longer than a line.
USERNAME_PATTERN = r"^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?\Z"
VARIABLE_PATTERN = r"^[a-z][a-z0-9_]*\Z"
MOST_VARIABLES = 50
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z"
TOKEN_PREFIX = "gwt_"  # noqa: S105 - it is the part that is no secret
TOKEN_BYTES = 32
CODE_DIGITS = 8
# What is, or may become, a path of the gateway itself: nobody's profile stands there.
_RESERVED = (
    "about account accounts activity admin administrator api assets auth battles blog catalog categories chat chats "
    "contact conversations courses docs events explore favicon feed graphiql graphql healthz help home index legal "
    "live login logout media metrics moderator new node notifications null oauth operations password privacy "
    "projects quick-quizzes quizzes readyz register reset robots root search security settings signin signup sitemap "
    "socket staff static status subscriptions support system taxonomy terms tools topics undefined uploads user "
    "users viewer webhooks well-known ws www"
)
RESERVED_NAMES = frozenset(_RESERVED.split())


def new_token() -> str:
    """Return a token nobody can guess; its prefix tells scanners what has leaked."""
    return TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is stored of a token. A fast hash will do: 256 random bits cannot be guessed."""
    # What no text can be is no token, and found nowhere.
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def scopes_of(stored: list[str]) -> list[str]:
    """Return what a token may do; one without any scopes, such as that of a sign-in, may do everything."""
    return stored or ["read", "write"]


def new_code() -> str:
    """Return a code that fits into a mail and is still hard to guess in five tries."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def address_of(text: str) -> str | None:
    """Return an e-mail address in its one form, so that nobody has it twice; nothing, where it has none.

    Letters that only look or count alike become the same ones; what then is beyond ASCII is refused before the `@`
    and written as the registries write it behind.
    """
    local, at, domain = unicodedata.normalize("NFKC", text).strip().lower().rpartition("@")
    try:
        return local + at + domain.encode("idna").decode() if local.isascii() else None
    except UnicodeError:
        return None


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
