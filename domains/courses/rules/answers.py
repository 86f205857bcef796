"""What learners may hand in, and what graders may say of it."""

from collections.abc import Sequence
from decimal import Decimal

from domains.courses.errors import ScoreOutOfRange
from domains.courses.rules.grading import BEST_SCORE
from domains.courses.rules.limits import LONGEST_MINUTES
from domains.courses.rules.texts import CODE_LENGTH
from domains.kit.errors import Invalid, Required, TooLong

MOST_LINES = 500
MOST_TEST_RESULTS = 200
TEST_NAME_LENGTH = 200
TEST_MESSAGE_LENGTH = 2_000
# Of all tests of an answer together.
MOST_MESSAGES = 100_000
MOST_REMARKS = 20
REMARK_LENGTH = 1_000
# As many digits as the column has.
MOST_MEGABYTES = 99_999_999.99


def require_one_kind(code: str | None, lines: Sequence[int] | None, *, wants_lines: bool) -> None:
    """Refuse an answer of the kind that the exercise does not take.

    Raises:
        Invalid
    """
    if wants_lines and code is not None:
        raise Invalid("This exercise is answered with lines, not with code.", path=["input", "code"])
    if not wants_lines and lines is not None:
        raise Invalid("This exercise is answered with code, not with lines.", path=["input", "lines"])


def checked_code(code: str | None) -> str:
    """Return an answer in code.

    Raises:
        Required, TooLong
    """
    path = ["input", "code"]
    if code is None or not code.strip():
        raise Required("This exercise is answered with code.", path=path)
    if len(code) > CODE_LENGTH:
        raise TooLong(f"An answer has {CODE_LENGTH:,} characters at most.", path=path)
    return code


def checked_lines(lines: Sequence[int] | None, starter_code: str) -> list[int]:
    """Return the lines of a diagnosis: each once, from the top.

    Raises:
        Required, Invalid
    """
    path = ["input", "lines"]
    if not lines:
        raise Required("This exercise is answered with the lines where you see flaws.", path=path)
    if len(lines) > MOST_LINES:
        raise Invalid(f"A diagnosis names {MOST_LINES} lines at most.", path=path)
    last = len(starter_code.rstrip("\n").split("\n"))
    if any(not 1 <= line <= last for line in lines):
        raise Invalid(f"The code has the lines 1 to {last}.", path=path)
    return sorted(set(lines))


def shown_lines(lines: Sequence[int]) -> str:
    """Return the lines of a diagnosis as the answer that is stored."""
    return ", ".join(str(line) for line in lines)


def checked_score(score: int, name: str) -> int:
    """Return a score that is one.

    Raises:
        ScoreOutOfRange
    """
    if not 0 <= score <= BEST_SCORE:
        raise ScoreOutOfRange(f"A score lies between 0 and {BEST_SCORE}.", path=["input", name])
    return score


def checked_milliseconds(milliseconds: int | None) -> int | None:
    """Return how long an answer ran.

    Raises:
        Invalid
    """
    if milliseconds is not None and milliseconds < 0:
        raise Invalid("Nothing runs for less than no time.", path=["input", "executionTimeMs"])
    return milliseconds


def checked_megabytes(megabytes: float | None) -> Decimal | None:
    """Return how much memory an answer took, to the hundredth.

    Raises:
        Invalid
    """
    if megabytes is None:
        return None
    if not 0 <= megabytes <= MOST_MEGABYTES:
        raise Invalid("No machine of ours has so much memory, or so little.", path=["input", "memoryUsedMb"])
    return Decimal(f"{megabytes:.2f}")


def checked_minutes(minutes: int) -> int:
    """Return how long something took.

    Raises:
        Invalid
    """
    if not 0 <= minutes <= LONGEST_MINUTES:
        message = f"It took between no minute and {LONGEST_MINUTES:,} of them."
        raise Invalid(message, path=["input", "timeSpentMinutes"])
    return minutes


def checked_results(results: Sequence[tuple[str, bool, str]]) -> list[dict[str, object]]:
    """Return what each test came to, as it is stored.

    Raises:
        Invalid, Required, TooLong
    """
    path = ["input", "testResults"]
    if len(results) > MOST_TEST_RESULTS:
        raise Invalid(f"There are {MOST_TEST_RESULTS} tests at most.", path=path)
    for number, (name, _, message) in enumerate(results):
        _require_text(name, TEST_NAME_LENGTH, [*path, str(number), "name"])
        where = [*path, str(number), "message"]
        if len(message) > TEST_MESSAGE_LENGTH:
            raise TooLong(f"A test says {TEST_MESSAGE_LENGTH:,} characters at most.", path=where)
    if sum(len(message) for _, _, message in results) > MOST_MESSAGES:
        raise TooLong(f"All tests together say {MOST_MESSAGES:,} characters at most.", path=path)
    return [{"name": name, "passed": passed, "message": message} for name, passed, message in results]


def checked_remarks(remarks: Sequence[str], name: str) -> list[str]:
    """Return what a reviewer remarks.

    Raises:
        Invalid, Required, TooLong
    """
    path = ["input", name]
    if len(remarks) > MOST_REMARKS:
        raise Invalid(f"A review has {MOST_REMARKS} of these at most.", path=path)
    for number, remark in enumerate(remarks):
        _require_text(remark, REMARK_LENGTH, [*path, str(number)])
    return list(remarks)


def _require_text(text: str, longest: int, path: list[str]) -> None:
    if not text.strip():
        raise Required("This says something.", path=path)
    if len(text) > longest:
        raise TooLong(f"This has {longest:,} characters at most.", path=path)
