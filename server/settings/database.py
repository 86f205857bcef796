"""Which PostgreSQL the gateway talks to: the one of `DATABASE_URL`, or its own embedded one."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from server.settings.environment import Environment

ENGINE = "server.postgres"


def database(environment: Environment, *, embedded: Path, name: str) -> dict[str, Any]:
    """Return Django's database settings.

    Args:
        environment: what was read from outside.
        embedded: the folder of the embedded server, used without `DATABASE_URL`.
        name: the name of the database on the embedded server.
    """
    # Who gets no connection hears so soon, rather than wait with everybody else.
    pool = {"min_size": 1, "max_size": environment.database_pool_size, "timeout": 1.5}
    # A database that comes back is not kept waiting: attempts to connect grow rarer, and begin anew so soon.
    pool["reconnect_timeout"] = 5.0
    # Connections outlive requests in psycopg's pool alone: Django's own CONN_MAX_AGE strands them under ASGI.
    settings: dict[str, Any] = {"ENGINE": ENGINE, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    if environment.database_url is None:
        return settings | {"NAME": name, "OPTIONS": {"pool": pool}, "EMBEDDED": embedded}
    url = urlsplit(environment.database_url)
    query = dict(parse_qsl(url.query))
    return settings | {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", "") or unquote(url.hostname or ""),
        "PORT": query.pop("port", "") or str(url.port or ""),
        "OPTIONS": {"pool": pool, **query},
    }
