"""Whether the process lives, and whether it can answer."""

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout


async def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Say that the process lives."""
    return JsonResponse({"status": "alive"})


async def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Say whether a query would be answered now."""
    try:
        await sync_to_async(_ask_database)()
    except (DatabaseError, PoolTimeout):
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ready"})


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
