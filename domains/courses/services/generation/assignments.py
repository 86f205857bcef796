"""What a writer of modules is given, and how it fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domains.courses.models import GenerationFailure


@dataclass(frozen=True)
class Assignment:
    """A module to be written for a learner.

    Args:
        template: the module as the blueprint's files have it, `exercises` among it.
        values: the learner's words, by the keys of the gaps that they fill.
    """

    template: Mapping[str, Any]
    values: Mapping[str, str]


class WritingError(Exception):
    """No module was written, and trying again at once would not help."""

    def __init__(self, failure: GenerationFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure
