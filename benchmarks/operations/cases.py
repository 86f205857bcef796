"""What is asked: each operation with who asks it, with which variables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.operations.world import World

DOCUMENTS = Path(__file__).parents[1] / "documents"


@dataclass(frozen=True)
class Step:
    """One request: a document with its variables."""

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document's text."""
        return (DOCUMENTS / f"{self.document}.graphql").read_text()


@dataclass(frozen=True)
class Case:
    """An operation: for each connection the steps it repeats, and whose token it shows.

    Args:
        name: what it is called in the results.
        steps: for each connection; one for all, where they do not differ.
        viewer: who asks; nobody, when there is none.
        is_write: whether answers differ from one time to the next.
    """

    name: str
    steps: tuple[tuple[Step, ...], ...]
    viewer: str | None = "few"
    is_write: bool = False


def cases(world: World) -> list[Case]:
    """Return the operations."""
    return [
        Case("tiny", _all(Step("tiny")), viewer=None),
        Case("detail", _all(Step("detail", world.variables["detail"]))),
        Case("explore", _all(Step("explore"))),
        Case("thousand", _all(Step("thousand"))),
        Case("feed", _all(Step("feed", {"scope": "PUBLIC"}))),
        Case("feed_following_20", _all(Step("feed", {"scope": "FOLLOWING"}))),
        Case("feed_following_2000", _all(Step("feed", {"scope": "FOLLOWING"})), viewer="many"),
        Case("deep", _all(Step("deep"))),
        # In pairs, so that the data stays as it is.
        Case(
            "mutation",
            tuple((Step("like", {"project": id}), Step("unlike", {"project": id})) for id in world.likeable),
            is_write=True,
        ),
    ]


def _all(step: Step) -> tuple[tuple[Step, ...], ...]:
    return ((step,),)
