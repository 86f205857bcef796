"""How answers to coding exercises are graded."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from domains.courses.rules.exercises import Flaw, Hint

BEST_SCORE = 100
# From here on a diagnosis is good enough.
PASSING_SCORE = 70
# How much later than the limit an answer may arrive: the network takes its time.
GRACE = timedelta(seconds=15)


def diagnosis_score(flaws: Sequence[Flaw], lines: Collection[int]) -> int:
    """Return what naming these lines is worth: each flaw its share, each line without one half a share less."""
    if not flaws:
        return 0
    share = BEST_SCORE / len(flaws)
    named = set(lines)
    found = sum(any(line in flaw for line in named) for flaw in flaws)
    wrong = sum(not any(line in flaw for flaw in flaws) for line in named)
    return max(0, round(share * found - share * wrong / 2))


def less_hints(score: int, hints: Sequence[Hint], revealed: Collection[str]) -> int:
    """Return a score less what the hints cost that were revealed."""
    return max(0, score - sum(hint.penalty for hint in hints if hint.id in revealed))


def final_score(graded: Sequence[tuple[int, int]]) -> int | None:
    """Return the mean of scores, each with its points as its weight; nothing without any."""
    if not graded:
        return None
    weight = sum(points for _, points in graded)
    if weight == 0:
        return round(sum(score for score, _ in graded) / len(graded))
    return round(sum(score * points for score, points in graded) / weight)


def has_run_out(started_at: datetime, minutes: int | None, now: datetime) -> bool:
    """Tell whether the time of an attempt is over; without a limit it never is."""
    return minutes is not None and now > started_at + timedelta(minutes=minutes) + GRACE
