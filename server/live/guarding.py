"""Guarding: what goes wrong in an operation is told as over HTTP, whichever road it came by."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError as DjangoOperationalError
from graphql import GraphQLError
from psycopg import OperationalError

from schema.errors import coded
from schema.preparing import NotPrepared
from server.http.refusals import unavailable


@contextmanager
def guarded(refuse: Callable[[list[Any]], None]) -> Iterator[None]:
    """Refuse what goes wrong inside the block: with its reason, as passing, or masked and logged."""
    try:
        yield
    except NotPrepared as refusal:
        refuse(refusal.errors)
    except (OperationalError, DjangoOperationalError):
        refuse(unavailable().errors())
    except Exception as accident:  # noqa: BLE001 - it is logged and masked
        refuse([coded(GraphQLError("", original_error=accident), None).formatted])
