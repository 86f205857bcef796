"""Whether the process lives, and whether it can answer: asked by balancers, under any host name."""

import json
from typing import Any

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from domains.kit.threads import on_database


async def healthz() -> tuple[int, str]:
    """Say that the process lives."""
    return 200, "alive"


async def readyz() -> tuple[int, str]:
    """Say whether a query would be answered now."""
    try:
        await on_database(_ask_database)()
    except (DatabaseError, PoolTimeout):
        return 503, "the database does not answer"
    return 200, "ready"


PROBES = {"/healthz": healthz, "/readyz": readyz}


async def probe(scope: Any, send: Any) -> None:
    """Answer a probe."""
    status, text = await PROBES[scope["path"]]()
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"status": text}).encode()})


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
