"""Between which numbers lies what teachers say of lessons and exercises."""

from collections.abc import Iterator, Mapping
from typing import Any

from domains.courses.rules.limits import HIGHEST_SCORE, LONGEST_MINUTES, MOST_ATTEMPTS, MOST_COINS
from domains.kit.errors import Invalid, Refusal
from domains.kit.text import camel

# By column: the least and the most.
Ranges = Mapping[str, tuple[int, int]]
OF_LESSON: Ranges = {"duration_minutes": (0, LONGEST_MINUTES), "teocoin_reward": (0, MOST_COINS)}
OF_EXERCISE: Ranges = {
    "max_score": (1, HIGHEST_SCORE),
    "time_limit_minutes": (1, LONGEST_MINUTES),
    "attempts_allowed": (1, MOST_ATTEMPTS),
    "teocoin_reward": (0, MOST_COINS),
}


def misfits(values: Mapping[str, Any], ranges: Ranges) -> Iterator[tuple[str, Refusal]]:
    """Give what lies outside of its range, each by its column; what is null lies nowhere."""
    for name, (least, most) in ranges.items():
        value = values.get(name)
        if value is not None and not least <= value <= most:
            yield name, Invalid(f"This lies between {least:,} and {most:,}.", path=["input", camel(name)])
