"""A raw ASGI application: who asks, by one short statement, then the operation's own, whose JSON is the answer.

The statements hold for members, as the one who measures is; each says the visibility rules anew, by hand.
"""

import os
from base64 import urlsafe_b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from psycopg import AsyncConnection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg_pool import AsyncConnectionPool

IDENTITY = """
SELECT token.user_id FROM users_apitoken AS token JOIN users_user AS account ON account.id = token.user_id
WHERE token.hash = %s AND account.is_active AND (token.expires_at IS NULL OR token.expires_at > now())
"""
STATEMENTS = {path.stem: path.read_text() for path in Path(__file__).parent.glob("*.sql")}
TINY = b'{"data":{"__typename":"Query"}}'
SCHEME = b"Bearer "
UUID_BYTES = 16
POOL_SIZE = 8


class Raw(Loader):
    """Leaves JSON as PostgreSQL wrote it."""

    format = Format.TEXT

    def load(self, data: Buffer) -> bytes:
        """Return the bytes."""
        return bytes(data)


async def configure(connection: AsyncConnection[Any]) -> None:
    """Let JSON stay what it is, and each statement be planned once."""
    connection.adapters.register_loader("json", Raw)
    await connection.execute("SET plan_cache_mode = force_generic_plan")


pool: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
    f"host={os.environ['PGHOST']} user={os.environ['PGUSER']} dbname={os.environ['PGDATABASE']}",
    min_size=POOL_SIZE,
    max_size=POOL_SIZE,
    kwargs={"autocommit": True},
    configure=configure,
    open=False,
)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request, or accompany the life of the server."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    asked = orjson.loads((await receive())["body"])
    answer = TINY if asked["operation"] == "tiny" else await answered(scope, asked)
    length = str(len(answer)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


async def answered(scope: Any, asked: dict[str, Any]) -> bytes:
    """Return the answer of an operation."""
    token = next(value for name, value in scope["headers"] if name == b"authorization").removeprefix(SCHEME)
    parameters = asked["variables"]
    statement = STATEMENTS["feed_following" if parameters.get("scope") == "FOLLOWING" else asked["operation"]]
    if "project" in parameters:
        parameters["project"] = UUID(bytes=urlsafe_b64decode(parameters["project"] + "===")[:UUID_BYTES])
    async with pool.connection() as connection:
        found = await (await connection.execute(IDENTITY, [sha256(token).hexdigest()], prepare=True)).fetchone()
        parameters["viewer"] = found[0] if found else None
        row = await (await connection.execute(statement, parameters, prepare=True)).fetchone()
    return b'{"data":%b}' % (row[0] if row else b"null")


async def lifespan(receive: Any, send: Any) -> None:
    """Open the pool with the server, and close it with it."""
    await receive()
    await pool.open(wait=True)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})
