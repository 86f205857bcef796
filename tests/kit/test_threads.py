"""The threads of Django's statements: what an operation leaves behind when it ends before all of it is done."""

import asyncio
import gc
from typing import Any

from django.db import connections

from domains.kit.context import Context
from schema.documents import documents
from schema.preparing import prepare
from schema.resolving import resolved
from tests.support.client import Client


def taken() -> int:
    """Return how many of Django's connections are lent."""
    pool: Any = connections["default"].pool  # type: ignore[attr-defined]
    stats = pool.get_stats()
    return int(stats["pool_size"]) - int(stats["pool_available"])


async def test_an_operation_that_ends_early_keeps_no_connection(as_student: Client) -> None:
    prepared, before = prepare(documents()["User"].text), taken()

    gc.disable()  # it would give back in the end what was kept
    try:
        for _ in range(6):
            # Refused as soon as the person is read, while other parts of the page are still to be read.
            variables = {"username": "student", "first": 101}
            answer = await resolved(prepared.document, prepared, variables, Context(as_student.viewer))
            assert answer["errors"][0]["extensions"]["code"] == "INVALID_PAGE"
        await until_given_back(before)
    finally:
        gc.enable()


async def until_given_back(before: int) -> None:
    """Wait until no more connections are lent than before."""
    for _ in range(250):
        if taken() <= before:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{taken() - before} connections were kept")
