"""What the feed costs in a world of 300,000 activities, for somebody who follows 2,000 and for somebody who follows 40.

Milliseconds of the statement alone, as the field asks for it: written, sent, planned, run and read. The plain
statement is what PostgreSQL makes of the same question without the two steps of `kit.merging`.
"""

import os
import statistics
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")

import django

django.setup()

from django.core.management import call_command
from django.db.models import QuerySet

from benchmarks.results import keep
from domains.feed import selectors
from domains.kit.paging import Order, Slice
from domains.users import access
from domains.users.models import User

ROUNDS = 9
SCALE = float(os.environ.get("BENCH_SCALE", "1"))
WHO = {"follows 2,000": "person-00001", "follows 40": "person-00500"}


def milliseconds(rows: QuerySet[Any, Any], rounds: int = ROUNDS) -> float:
    """Return the median of reading the rows."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        list(rows.all())
        times.append((time.perf_counter() - began) * 1_000)
    return round(statistics.median(times), 1)


def measure() -> dict[str, dict[str, float]]:
    """Return for each person and scope the milliseconds of a page."""
    results: dict[str, dict[str, float]] = {}
    for who, username in WHO.items():
        viewer = access.viewer_of(User.objects.get(username=username))
        for scope in ("following", "public", "mine"):
            feed = selectors.activity_feed(viewer, scope=scope)
            plain = feed.order_by("-created_at", "-pk")[:51]
            results[f"{who}, {scope}"] = {
                "page_ms": milliseconds(Order(feed).apply(feed, Slice(first=50))),
                "plain_ms": milliseconds(plain, rounds=3),
            }
    return results


def main() -> None:
    """Generate the world, measure, print and keep the results."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    call_command("generate_data", scale=SCALE)
    seconds = round(time.perf_counter() - began)
    results = measure() | {"generate_data": {"seconds": seconds}}
    for name, row in results.items():
        print(f"{name:28} " + "  ".join(f"{figure}: {value}" for figure, value in row.items()))
    keep("feed", results)


main()
