"""A database for each test worker: cloned from one migrated template, emptied between tests in milliseconds.

What a test writes is committed, so that every connection sees it, as in the real gateway.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).parents[2]
# Made by the migrations themselves, and the same in every test.
# The log only ever grows, and its positions are never given twice.
KEPT = {"django_migrations", "django_content_type", "auth_permission", "live_log", "live_log_identity"}
LOCK = 7_411_002


def create() -> None:
    """Give this worker its database, as fresh as the template."""
    name = settings.DATABASES["default"]["NAME"]
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # the first worker builds, the others wait
        _ensure_template(server)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(settings.TEST_TEMPLATE)
            )
        )


def empty() -> None:
    """Delete what the test has written."""
    _cleaner().execute("SELECT pg_temp.empty()")


def close() -> None:
    """Let go of the database."""
    _cleaner().close()


@cache
def _cleaner() -> psycopg.Connection[Any]:
    """Return a connection of its own, which no test's transaction can hold up for long."""
    cleaner: psycopg.Connection[Any] = psycopg.connect(**_parameters(), autocommit=True, application_name="tests")
    cleaner.execute("SET lock_timeout = '5s'")
    # A function, for PostgreSQL to plan its many statements once.
    cleaner.execute(
        sql.SQL("CREATE FUNCTION pg_temp.empty() RETURNS void LANGUAGE plpgsql AS {}").format(
            sql.Literal(f"BEGIN {_deletion(cleaner).as_string(cleaner)}; END")
        )
    )
    return cleaner


def _deletion(cleaner: psycopg.Connection[Any]) -> sql.Composed:
    """Return what empties every table; Django's foreign keys are checked at the transaction's end."""
    tables = cleaner.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace "
        # The queue's own tables check at once: those that refer come before those that are referred to.
        "ORDER BY array_position(ARRAY['procrastinate_periodic_defers', 'procrastinate_events'], c.relname::text)"
    )
    statements = [sql.SQL("DELETE FROM {}").format(sql.Identifier(t)) for (t,) in tables if t not in KEPT]
    return sql.SQL("; ").join(statements)


def _ensure_template(server: psycopg.Connection[Any]) -> None:
    """Migrate the template, unless it is up to date: its comment tells which migrations made it."""
    template, fingerprint = settings.TEST_TEMPLATE, _fingerprint()
    found = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template]
    ).fetchone()
    if found and found[0] == fingerprint:
        return
    name = sql.Identifier(template)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    server.execute(sql.SQL("CREATE DATABASE {}").format(name))
    environment = os.environ | {"GATEWAY_TEST_DATABASE": template}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=sys.stderr,
    )
    server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(fingerprint)))


def _fingerprint() -> str:
    """Return what changes when a migration or a library does."""
    files = [
        *ROOT.glob("domains/*/migrations/*.py"),
        ROOT / "requirements.lock",
        ROOT / "server/settings/base.py",
    ]
    return sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()


def _parameters() -> dict[str, Any]:
    """Return how psycopg reaches this worker's database."""
    parameters = connection.get_connection_params()
    return {name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if name in parameters}


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**(_parameters() | {"dbname": "postgres"}), autocommit=True) as server:
        yield server
