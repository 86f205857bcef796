"""Admission: who may listen to a topic at all, and go on listening. Topics of one kind are asked about together."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from domains.kit.expressions import CONSTANT, NOW, VIEWER_ID
from domains.kit.viewer import Viewer
from schema.planner.events import Pair, Pairs
from schema.planner.reads import Answered
from schema.planner.shapes import Leaves

# One statement asks about no more pairs of a topic and a viewer.
MOST_PAIRS = 4_000
# What every statement has of its own, whoever asks what.
OWN = {CONSTANT, NOW, VIEWER_ID}

Viewers = Sequence[UUID | None]


@dataclass(frozen=True, eq=False)
class Admission:
    """Who may listen to a topic: those who see a row.

    Args:
        key: the row.
        pairs: the statement that asks for viewers of a kind; nothing where it cannot be planned.
        leaves: what fills its holes.
        viewer: one of those who want to listen.
        read: reads a statement for pairs; nothing where the executor is to answer.
        ask: asks the executor, for one viewer.
    """

    key: UUID
    pairs: Pairs | None
    leaves: Leaves
    viewer: Viewer
    read: Callable[[Pairs | None, Sequence[Pair]], Awaitable[Answered | None]]
    ask: Callable[[UUID | None], Awaitable[bool]]

    @property
    def alike(self) -> Hashable:
        """What is equal for those that one statement can ask about."""
        if self.pairs is None:
            return id(self)
        parameters = self.pairs.read.parameters
        names = {hole.name for hole in (*parameters.holes, *parameters.checks)} - OWN
        return (id(self.pairs), *(repr(self.leaves.get(name)) for name in sorted(names)))


@dataclass(frozen=True, eq=False)
class Question:
    """Who of these viewers may listen now?"""

    admission: Admission
    viewers: Viewers


async def admitted(questions: Sequence[Question]) -> list[set[UUID | None]]:
    """Return for each question who may listen, asked in as few statements as can be.

    Raises:
        OperationalError: the database is away.
    """
    alike: defaultdict[Hashable, list[Question]] = defaultdict(list)
    for question in questions:
        alike[question.admission.alike].append(question)
    found: dict[Question, set[UUID | None]] = {question: set() for question in questions}
    for those in alike.values():
        for some in _portions([(each, viewer) for each in those for viewer in each.viewers]):
            for question, viewer in await _asked(some):
                found[question].add(viewer)
    return list(found.values())


Asked = list[tuple[Question, UUID | None]]


async def _asked(some: Asked) -> Asked:
    """Return those who may, of some that one statement can ask about."""
    one = some[0][0].admission
    rows = await one.read(one.pairs, [(question.admission.key, viewer) for question, viewer in some])
    if rows is not None:
        return [some[row[0]] for row in rows]
    return [(question, viewer) for question, viewer in some if await question.admission.ask(viewer)]


def _portions(all: Asked) -> Iterator[Asked]:
    for start in range(0, len(all), MOST_PAIRS):
        yield all[start : start + MOST_PAIRS]
