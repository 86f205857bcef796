"""What every test starts from: a database of its own, and people who ask."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from typing import Any, cast

os.environ["GATEWAY_ENV"] = "test"
os.environ["ALLOWED_ORIGINS"] = "https://app.example"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django
import httpx
import pytest

django.setup()

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from domains.kit import pool
from server.asgi import application
from tests.support import database, live, prepared, statements, world
from tests.support.client import HOST, Client, HttpClient


def pytest_sessionstart() -> None:
    """Make the folder that the workers of this run share; they hear of it by their environment."""
    if prepared.SHARED not in os.environ:
        os.environ[prepared.SHARED] = tempfile.mkdtemp(prefix="gw")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Throw it away once all workers are done."""
    if not hasattr(session.config, "workerinput"):
        shutil.rmtree(os.environ.pop(prepared.SHARED), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
async def _database() -> AsyncIterator[None]:
    """Clone this worker's database from the template, and let go of it at the end."""
    # What a run that was cut off has left.
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    await sync_to_async(database.create)()
    statements.watch()
    yield
    await pool.close()
    await sync_to_async(connections.close_all)()
    database.close()


@pytest.fixture(autouse=True)
async def _empty(_database: None) -> AsyncIterator[None]:
    """Leave nothing behind."""
    yield
    # Not on the event loop, where a gateway may be in the middle of a transaction that holds a row.
    await asyncio.to_thread(database.empty)


@pytest.fixture
async def as_student() -> Client:
    """A member."""
    return await world.person("student")


@pytest.fixture
async def as_teacher() -> Client:
    """Another member."""
    return await world.person("teacher", role="teacher")


@pytest.fixture
async def as_stranger() -> Client:
    """A member who has to do with nobody."""
    return await world.person("stranger")


@pytest.fixture
async def as_staff() -> Client:
    """Somebody who works for the platform."""
    return await world.person("staff", role="admin", is_staff=True)


@pytest.fixture
def as_anonymous() -> Client:
    """Somebody who has not signed in."""
    return world.anonymous()


@pytest.fixture
async def browser() -> AsyncIterator[HttpClient]:
    """Somebody with a browser, who talks to the ASGI application over HTTP."""
    transport = httpx.ASGITransport(app=cast("Any", application))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as http:
        yield HttpClient(http)


@pytest.fixture(scope="session")
async def gateway(_database: None) -> AsyncIterator[str]:
    """A gateway that really serves, with its live engine; its address without the scheme."""
    async with live.served() as address:
        yield address
