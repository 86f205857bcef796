"""Asks many questions both ways and sums up what came of it."""

import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from domains.kit.viewer import Viewer
from tests.support.agreement.asking import Question, Way, candidate, reference
from tests.support.agreement.comparing import Difference, difference, report
from tests.support.agreement.reducing import reduced

SHOWN = 3


@dataclass
class Summary:
    """What came of many questions."""

    seconds: float = 0.0
    by_kind: Counter[str] = field(default_factory=Counter)
    with_errors: int = 0
    refused: int = 0
    bytes: int = 0
    differing: list[Question] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many questions were asked."""
        return self.by_kind.total()


class Restless(Exception):  # noqa: N818 - it says what the reference is
    """The reference does not agree with itself: nothing can be said."""


async def parting(question: Question, viewer: Viewer, way: Way, summary: Summary | None = None) -> Difference | None:
    """Return where the two ways part on a question.

    Raises:
        Restless: the reference itself answers now like this, now like that.
    """
    right = await reference(question, viewer)
    if summary is not None:
        summary.by_kind[viewer.kind] += 1
        summary.refused += right.is_refused
        summary.with_errors += not right.is_refused and "errors" in json.loads(right.body)
        summary.bytes += len(right.body)
    found = difference(right, await way(question, viewer))
    if found and (moved := difference(right, await reference(question, viewer))):
        raise Restless(report(question, moved))
    return found


async def ask_all(
    questions: Iterable[Question],
    viewers: Mapping[str, Viewer],
    way: Way = candidate,
    tell: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """Ask all questions both ways; `tell` hears after each how it stands."""
    summary, began = Summary(), time.perf_counter()
    for question in questions:
        if await parting(question, viewers[question.viewer], way, summary):
            summary.differing.append(question)
        summary.seconds = time.perf_counter() - began
        tell(summary)
    return summary


async def differences(summary: Summary, viewers: Mapping[str, Viewer], way: Way = candidate) -> str:
    """Return the smallest of the differences, made smaller still, to read; an empty text if there are none."""
    parts = [f"{len(summary.differing)} of {summary.cases} questions are answered differently."]
    for question in sorted(summary.differing, key=lambda each: each.size)[:SHOWN]:
        viewer = viewers[question.viewer]
        small = await reduced(question, _parts(viewer, way))
        found = await parting(small, viewer, way)
        parts.append(report(small, found) if found else f"Seen once, and not again:\n{small.text}")
    return "\n\n".join(parts) if summary.differing else ""


def _parts(viewer: Viewer, way: Way) -> Callable[[Question], Awaitable[bool]]:
    async def still_parts(question: Question) -> bool:
        return await parting(question, viewer, way) is not None

    return still_parts
