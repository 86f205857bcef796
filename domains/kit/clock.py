"""The only clock: everything that asks for the time asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db.models import DateTimeField
from django.utils import timezone

from domains.kit.expressions import NOW, Bound

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """Return the present moment, in UTC; inside `at` the moment that was set."""
    return _stopped.get() or timezone.now()


def moment() -> Bound:
    """Return the present moment as querysets take it: the same SQL serves every moment."""
    return Bound(NOW, now(), DateTimeField())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block: for fixtures and tests."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
