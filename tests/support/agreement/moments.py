"""Moments with and without parts of a second, all in the past: nothing here depends on when it is asked."""

from datetime import UTC, datetime, timedelta

BEGINNING = datetime(2024, 2, 28, 23, 59, 58, tzinfo=UTC)
# A millisecond is shown with three digits, a microsecond with six, a whole second with none.
PARTS = (0, 123_456, 120_000, 1, 999_999, 500)


def moment(number: int) -> datetime:
    """Return the moment of a number: later for a larger one, but every seventh is as late as the one before."""
    step = number - (number % 7 == 6)
    return BEGINNING + timedelta(hours=7 * step, microseconds=PARTS[step % len(PARTS)])
