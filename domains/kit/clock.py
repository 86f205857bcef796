"""The only clock: everything that asks for the time asks here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db.models import DateTimeField
from django.utils import timezone

from domains.kit.errors import Invalid
from domains.kit.expressions import NOW, Bound

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """Return the present moment, in UTC; inside `at` the moment that was set."""
    return _stopped.get() or timezone.now()


def moment() -> Bound:
    """Return the present moment as querysets take it: the same SQL serves every moment."""
    return Bound(NOW, now(), DateTimeField())


def said(moment: datetime, *, path: Iterable[str]) -> datetime:
    """Return a moment that a client named, in UTC; one without a time zone is meant so.

    Raises:
        Invalid: in UTC it lies beyond the calendar.
    """
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise Invalid("No calendar goes that far.", path=path) from None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block: for fixtures and tests."""
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
