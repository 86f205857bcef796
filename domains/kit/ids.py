"""Keys and ids: UUIDs inside, one opaque global id for each object outside."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from uuid_utils.compat import uuid7

from domains.kit.errors import InvalidId
from domains.kit.expressions import Bound, given

UUID_BYTES = 16
LONGEST_ID = 120


def new_key() -> UUID:
    """Return a new primary key: a UUID of version 7, which sorts by the time it was made."""
    return uuid7()


def encode(type_name: str, key: UUID) -> str:
    """Return the global id of the object of this GraphQL type with this primary key."""
    return urlsafe_b64encode(key.bytes + type_name.encode()).decode().rstrip("=")


def decode(id: str) -> tuple[str, UUID]:
    """Return the type name and primary key that a global id stands for.

    Raises:
        InvalidId: the text is not an id of ours.
    """
    try:
        if len(id) > LONGEST_ID:
            raise InvalidId
        raw = urlsafe_b64decode(id.encode("ascii") + b"=" * (-len(id) % 4))
        type_name = raw[UUID_BYTES:].decode("ascii")
        # Python's decoder passes over what it does not know: only what we would write ourselves is an id.
        if not type_name.isidentifier() or encode(type_name, UUID(bytes=raw[:UUID_BYTES])) != id:
            raise InvalidId
        return type_name, UUID(bytes=raw[:UUID_BYTES])
    except (NotBase64, UnicodeError, ValueError):
        raise InvalidId from None


def key_of(type_name: str | tuple[str, ...], id: str, *, path: Iterable[str]) -> UUID:
    """Return the primary key behind an id that must be of this type, or of one of these.

    Raises:
        InvalidId: the text is no id, or one of another type; it carries the path of the input.
    """
    try:
        found, key = decode(id)
    except InvalidId:
        found, key = "", UUID(int=0)
    names = (type_name,) if isinstance(type_name, str) else type_name
    if found not in names:
        raise InvalidId(f"This is not the id of a {' or a '.join(names)}.", path=path)
    return key


def bound_key(type_name: str | tuple[str, ...], id: Any, *, path: Iterable[str]) -> Bound:
    """Return the same as querysets take it: its value is the key.

    Raises:
        InvalidId: as above, unless it is only planned for.
    """
    wanted: Bound = given(id)
    return wanted.map(lambda said: key_of(type_name, said, path=path), UUIDField())
