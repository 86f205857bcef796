"""`GET /metrics`: what this process has counted, as Prometheus reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection

from domains.kit import pool
from domains.kit.metrics import Gauge, Labels, exposed

CONTENT_TYPE = b"text/plain; version=0.0.4; charset=utf-8"


async def metrics(send: Any) -> None:
    """Answer with everything that is counted."""
    headers = [(b"content-type", CONTENT_TYPE), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": exposed().encode()})


def _of_pools(name: str) -> Callable[[], Mapping[Labels, float]]:
    """Return what looks up a figure of all pools, Django's too."""

    def read() -> Mapping[Labels, float]:
        djangos = connection.pool.get_stats()  # type: ignore[attr-defined]
        lent = {(key,): each.stats().get(name, 0) for key, each in pool.lenders.items()}
        return lent | {("django",): djangos.get(name, 0)}

    return read


Gauge("gateway_pool_connections", "Connections to the database that are open.", "pool", read=_of_pools("pool_size"))
Gauge("gateway_pool_connections_most", "Connections that may be open.", "pool", read=_of_pools("pool_max"))
Gauge("gateway_pool_idle", "Open connections that nobody uses.", "pool", read=_of_pools("pool_available"))
Gauge("gateway_pool_waiting", "Who waits for a connection now.", "pool", read=_of_pools("requests_waiting"))
Gauge("gateway_pool_refused", "Who got no connection in time so far.", "pool", read=_of_pools("requests_errors"))
