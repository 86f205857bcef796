"""Who somebody is by a token or by a browser's session: one short statement each, on the event loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from domains.kit import clock, pool
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from domains.users import access, models, rules, services

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
# As long as Django makes the keys of sessions.
LONGEST_KEY = 40

_TOKENS = """
SELECT u.id, u.kind, u.is_staff, t.scopes, coalesce(t.last_used_at < %(earlier)s, true), t.hash
FROM users_apitoken t JOIN users_user u ON u.id = t.user_id
WHERE u.is_active AND (t.expires_at IS NULL OR t.expires_at > %(now)s) AND t.hash = """
BY_HASH, BY_HASHES = f"{_TOKENS}%(hash)s", f"{_TOKENS}ANY(%(hashes)s)"
# Django's own table does not know whose a session is: that stands in the signed text, and in our list of sessions.
_SESSIONS = """
SELECT u.id, u.kind, u.is_staff, u.password, s.session_data, k.user_id IS NOT NULL, k.last_used_at < %(earlier)s,
    s.session_key
FROM django_session s
LEFT JOIN users_usersession k ON k.session_key = s.session_key
LEFT JOIN users_user u ON u.id = k.user_id AND u.is_active
WHERE s.expire_date > %(now)s AND s.session_key = """
BY_KEY, BY_KEYS = f"{_SESSIONS}%(key)s", f"{_SESSIONS}ANY(%(keys)s)"


class TokenRow(NamedTuple):
    """What is read of a token that counts."""

    pk: UUID
    kind: str
    is_staff: bool
    scopes: list[str]
    is_due: bool
    hash: str

    def signed_in(self) -> "SignedIn":
        """Return who is signed in by it."""
        return SignedIn(access.within(access.viewer_of(self), self.scopes), self.is_due)


class SessionRow(NamedTuple):
    """What is read of a session that has not run out."""

    pk: UUID
    kind: str
    is_staff: bool
    password: str
    data: str
    is_listed: bool
    is_due: bool
    key: str


class Claim(NamedTuple):
    """What the signed text of a session says."""

    user_id: str = ""
    backend: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in, and whether that use is to be written down."""

    viewer: Viewer
    is_due: bool


async def by_token(token: str) -> SignedIn | None:
    """Return whose token it is: an active account's, if it has not run out."""
    row = await _one(BY_HASH, {"hash": rules.token_hash(token)})
    return None if row is None else TokenRow(*row).signed_in()


async def by_session(key: str) -> SignedIn | None:
    """Return whose session it is, by the same rules as Django's `get_user`."""
    # Other keys are nobody's, and some of them no text that PostgreSQL takes.
    if not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        return None
    row = await _one(BY_KEY, {"key": key})
    if row is None:
        return None
    found = SessionRow(*row)
    claim = _claim(found.data)
    if not found.is_listed and claim.user_id:
        await on_database(services.list_session)(key=key, user_id=UUID(claim.user_id))
        row = await _one(BY_KEY, {"key": key})
        found = SessionRow(*row) if row else found
    return SignedIn(access.viewer_of(found), found.is_due) if _proves(claim, found) else None


async def still_by_tokens(hashes: Sequence[str]) -> dict[str, Viewer]:
    """Return whose tokens these are, by the tokens' hashes; those that do not count are left out."""
    rows = [TokenRow(*row) for row in await _all(BY_HASHES, {"hashes": list(hashes)})]
    return {row.hash: row.signed_in().viewer for row in rows}


async def still_by_sessions(keys: Sequence[str]) -> dict[str, Viewer]:
    """Return whose sessions these are, by their keys; those that do not count are left out."""
    rows = [SessionRow(*row) for row in await _all(BY_KEYS, {"keys": list(keys)})]
    return {row.key: access.viewer_of(row) for row in rows if _proves(_claim(row.data), row)}


async def _one(statement: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    rows = await _all(statement, parameters, pool.reads)
    return rows[0] if rows else None


async def _all(statement: str, parameters: dict[str, Any], lender: pool.Lender = pool.live) -> list[tuple[Any, ...]]:
    moment = clock.now()
    times = {"now": moment, "earlier": moment - services.USE_PRECISION}

    async def look_up(server: pool.Connection, *, prepare: bool) -> list[tuple[Any, ...]]:
        return await (await server.execute(statement, parameters | times, prepare=prepare)).fetchall()

    return await lender.read(look_up)


def _proves(claim: Claim, row: SessionRow) -> bool:
    """Tell whether the session was made for this account, with the password that it has now."""
    return (
        claim.user_id == str(row.pk)
        and claim.backend in settings.AUTHENTICATION_BACKENDS
        and any(constant_time_compare(claim.hash, each) for each in _hashes(row.password))
    )


@lru_cache(maxsize=4_096)
def _claim(data: str) -> Claim:
    """Return what a session's text says; nothing, where its signature is not ours."""
    said = SessionStore().decode(data)
    return Claim(*(str(said.get(name, "")) for name in (SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY)))


@lru_cache(maxsize=4_096)
def _hashes(password: str) -> tuple[str, ...]:
    """Return what sessions of an account with this password's hash carry, under each of our secrets."""
    user = models.User(password=password)
    return (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
