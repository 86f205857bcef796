"""What the named operations cost on the demo data, through the whole ASGI application.

CPU is that of this process alone, client included; statements are those that Django runs, identity included.
A later benchmark measures against hand-written SQL and other gateways.
"""

import asyncio
import os
import time
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django
import httpx

django.setup()

from asgiref.sync import sync_to_async
from django.core.management import call_command

from benchmarks.results import keep
from schema.documents import documents
from server.asgi import application
from tests.support.statements import recorded, watch

ROUNDS = 30
OPERATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "tiny": ("query Tiny { __typename }", {}),
    "detail": (documents()["Project"].text, {"owner": "creator", "slug": "strawberry-graphql"}),
    "explore": (documents()["Explore"].text, {"first": 50}),
    "tools": (documents()["Tools"].text, {"first": 50}),
    "feed": (documents()["ActivityFeed"].text, {"first": 50}),
}


async def measure() -> dict[str, dict[str, float]]:
    """Return for each operation its milliseconds of CPU, its milliseconds and its statements."""
    results: dict[str, dict[str, float]] = {}
    transport = httpx.ASGITransport(app=cast("Any", application))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        for name, (query, variables) in OPERATIONS.items():
            body = {"query": query, "variables": variables}
            for _ in range(3):
                assert "errors" not in (await client.post("/graphql", json=body)).json()  # noqa: S101
            with recorded() as statements:
                cpu, wall = time.process_time(), time.perf_counter()
                for _ in range(ROUNDS):
                    await client.post("/graphql", json=body)
                cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            results[name] = {
                "cpu_ms": round(cpu / ROUNDS * 1_000, 2),
                "wall_ms": round(wall / ROUNDS * 1_000, 2),
                "statements": len(statements) / ROUNDS,
            }
    return results


async def main() -> None:
    """Make the data ready, measure, print and keep the results."""
    await sync_to_async(call_command)("migrate", verbosity=0)
    await sync_to_async(call_command)("load_data", first_start=True)
    watch()
    results = await measure()
    print(f"{'operation':10} {'CPU ms':>8} {'ms':>8} {'statements':>11}")
    for name, row in results.items():
        print(f"{name:10} {row['cpu_ms']:8.2f} {row['wall_ms']:8.2f} {row['statements']:11.0f}")
    keep("operations", results)


asyncio.run(main())
