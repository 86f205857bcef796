"""Signed texts: what the gateway hands out and takes back, sure that it is its own."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from functools import lru_cache
from hashlib import blake2b, sha256

from django.conf import settings

from domains.kit.errors import InvalidCursor

SIGNATURE_BYTES = 12
LONGEST_CURSOR = 2_000


def sign(purpose: str, payload: bytes) -> str:
    """Return the payload as URL-safe text that only `read` with the same purpose accepts."""
    return urlsafe_b64encode(_signature(purpose, payload) + payload).decode().rstrip("=")


def read(purpose: str, text: str) -> bytes:
    """Return the payload of a signed text.

    Raises:
        InvalidCursor: it was changed, or signed for another purpose or by another gateway.
    """
    try:
        if len(text) > LONGEST_CURSOR:
            raise InvalidCursor
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (NotBase64, UnicodeError):
        raise InvalidCursor from None
    payload = raw[SIGNATURE_BYTES:]
    # Python's decoder passes over what it does not know: only what we would write ourselves is a cursor.
    if text != urlsafe_b64encode(raw).decode().rstrip("="):
        raise InvalidCursor
    if not hmac.compare_digest(raw[:SIGNATURE_BYTES], _signature(purpose, payload)):
        raise InvalidCursor
    return payload


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _signature(purpose: str, payload: bytes) -> bytes:
    """Return the keyed hash of both; the purpose's length keeps it apart from the payload."""
    message = len(purpose).to_bytes(4, "big") + purpose.encode() + payload
    return blake2b(
        message, key=_key(settings.SECRET_KEY), digest_size=SIGNATURE_BYTES, person=b"gateway.cursor"
    ).digest()
