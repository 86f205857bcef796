"""The writer that needs nobody: it fills the gaps of the blueprint's own texts."""

from typing import Any

from domains.courses.models import GenerationFailure
from domains.courses.rules.hydration import UnfilledError, hydrated
from domains.courses.services.generation.assignments import Assignment, WritingError


async def write(assignment: Assignment) -> dict[str, Any]:
    """Return the module of an assignment, as the blueprint's texts say it.

    Raises:
        WritingError: the blueprint asks for a word that the learner has not said.
    """
    try:
        return hydrated(assignment.template, assignment.values)
    except UnfilledError as error:
        raise WritingError(GenerationFailure.TEMPLATE) from error
